import { openai } from "@ai-sdk/openai";
import { OpenAIEmbeddings } from "@langchain/openai";
import { embed, embedMany } from "ai";
import OpenAI from "openai";

const client = new OpenAI();
const embeddings = new OpenAIEmbeddings({ model: "text-embedding-3-small" });
const model = openai.embedding("text-embedding-3-small");

interface Page {
  url: string;
  text: string;
}

export async function indexPages(pages: Page[]) {
  const rows: { url: string; vector: number[] }[] = [];
  for (const page of pages) {
    const { data } = await client.embeddings.create({ model: "text-embedding-3-small", input: page.text }); // wattlint-expect: embedding-per-item
    rows.push({ url: page.url, vector: data[0].embedding });
  }
  return rows;
}

export async function indexPagesAtOnce(pages: Page[]) {
  const { data } = await client.embeddings.create({ model: "text-embedding-3-small", input: pages.map((page) => page.text) }); // wattlint-ok: embedding-per-item
  return data.map((row, index) => ({ url: pages[index].url, vector: row.embedding }));
}

export async function indexInBatches(texts: string[]) {
  const vectors: number[][] = [];
  for (let start = 0; start < texts.length; start += 128) {
    const batch = texts.slice(start, start + 128);
    const { data } = await client.embeddings.create({ model: "text-embedding-3-small", input: batch }); // wattlint-ok: embedding-per-item
    vectors.push(...data.map((row) => row.embedding));
  }
  return vectors;
}

export async function embedChunks(chunks: string[]) {
  return Promise.all(
    chunks.map(async (chunk) => {
      const { embedding } = await embed({ model, value: chunk }); // wattlint-expect: embedding-per-item
      return embedding;
    }),
  );
}

export async function embedChunksAtOnce(chunks: string[]) {
  const { embeddings } = await embedMany({ model, values: chunks }); // wattlint-ok: embedding-per-item
  return embeddings;
}

export async function embedNotes(notes: Page[]) {
  const vectors: number[][] = [];
  for (let i = 0; i < notes.length; i++) {
    vectors.push(await embeddings.embedQuery(notes[i].text)); // wattlint-expect: embedding-per-item
  }
  return vectors;
}

export async function embedNotesAtOnce(notes: Page[]) {
  return embeddings.embedDocuments(notes.map((note) => note.text)); // wattlint-ok: embedding-per-item
}

// One text, tried again when the service is busy.
export async function embedQuestion(question: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await embeddings.embedQuery(question); // wattlint-ok: embedding-per-item
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 500));
    }
  }
  throw new Error("no vector");
}

export async function search(question: string) {
  const { embedding } = await embed({ model, value: question }); // wattlint-ok: embedding-per-item
  return embedding;
}
