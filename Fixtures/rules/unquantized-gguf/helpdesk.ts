// Answers drafts on a server of our own.
import path from "node:path";
import { Ollama } from "ollama";
import { getLlama } from "node-llama-cpp";

const client = new Ollama({ host: process.env.OLLAMA_URL });

export async function draft(question: string): Promise<string> {
  const reply = await client.chat({ model: "llama3.1:70b-instruct-fp16", messages: [{ role: "user", content: question }] }); // wattlint-expect: unquantized-gguf
  return reply.message.content;
}

export async function draftQuantised(question: string): Promise<string> {
  const reply = await client.chat({ model: "llama3.1:70b-instruct-q4_K_M", messages: [{ role: "user", content: question }] }); // wattlint-ok: unquantized-gguf
  return reply.message.content;
}

export async function draftTiny(question: string): Promise<string> {
  const reply = await client.chat({ model: "smollm2:360m-instruct-fp16", messages: [{ role: "user", content: question }] }); // wattlint-ok: unquantized-gguf
  return reply.message.content;
}

export async function local() {
  const llama = await getLlama();
  return llama.loadModel({ modelPath: path.join("models", "Mistral-7B-Instruct-v0.3-BF16.gguf") }); // wattlint-expect: unquantized-gguf
}

export async function localQuantised() {
  const llama = await getLlama();
  return llama.loadModel({ modelPath: path.join("models", "Mistral-7B-Instruct-v0.3-Q8_0.gguf") }); // wattlint-ok: unquantized-gguf
}
