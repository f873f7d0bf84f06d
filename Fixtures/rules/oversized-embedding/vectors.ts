import OpenAI from "openai";

const client = new OpenAI();

export async function embed(texts: string[]) {
  const response = await client.embeddings.create({ model: "text-embedding-3-large", input: texts }); // wattlint-expect: oversized-embedding
  return response.data.map((item) => item.embedding);
}

export async function embedShorter(texts: string[]) {
  const response = await client.embeddings.create({ model: "text-embedding-3-large", input: texts, dimensions: 1024 }); // wattlint-ok: oversized-embedding
  return response.data.map((item) => item.embedding);
}
