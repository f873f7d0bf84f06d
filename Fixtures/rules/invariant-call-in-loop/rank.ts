import OpenAI from "openai";

const openai = new OpenAI();

export async function rank(question: string, passages: Passage[]): Promise<Passage[]> {
  for (const passage of passages) {
    const embedded = await openai.embeddings.create({ model: "text-embedding-3-small", input: question }); // wattlint-expect: invariant-call-in-loop
    passage.score = dot(embedded.data[0].embedding, passage.vector);
  }
  return passages.sort((a, b) => b.score - a.score);
}

export async function once(question: string, passages: Passage[]): Promise<Passage[]> {
  const embedded = await openai.embeddings.create({ model: "text-embedding-3-small", input: question }); // wattlint-ok: invariant-call-in-loop
  for (const passage of passages) passage.score = dot(embedded.data[0].embedding, passage.vector);
  return passages;
}

export async function samples(question: string, n: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 0; i < n; i++) {
    const reply = await openai.chat.completions.create({ model: "gpt-4.1-mini", messages: [{ role: "user", content: question }] }); // wattlint-ok: invariant-call-in-loop
    answers.push(reply.choices[0].message.content ?? "");
  }
  return answers;
}

export async function chat(thread: Thread, lines: string[]): Promise<void> {
  for (const line of lines) {
    thread.add(line);
    const reply = await openai.chat.completions.create({ model: "gpt-4.1-mini", temperature: 0, messages: thread.messages }); // wattlint-ok: invariant-call-in-loop
    console.log(line, reply.choices[0].message.content);
  }
}
