import openai from "./clients";
import { LARGE } from "./models";

/** Sends one question and gives the text of the answer. */
export async function ask(prompt: string, model: string = LARGE): Promise<string> {
  const reply = await openai.chat.completions.create({
    model,
    temperature: 0,
    messages: [{ role: "user", content: prompt }],
  });
  return reply.choices[0].message.content ?? "";
}

export async function askConfigured(prompt: string, model: string): Promise<string> {
  const reply = await openai.chat.completions.create({
    model: process.env.ASK_MODEL || model,
    messages: [{ role: "user", content: prompt }],
  });
  return reply.choices[0].message.content ?? "";
}
