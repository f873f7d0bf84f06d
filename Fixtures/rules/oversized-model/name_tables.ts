import OpenAI from "openai";

const WIRE_NAMES: Record<string, string> = { fast: "gpt-4o", strong: "o1" };
const client = new OpenAI();

async function ask(model: string, text: string): Promise<boolean> {
  const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
    // What the table does not have is a model's own name.
    model: WIRE_NAMES[model] ?? model,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this comment spam? Answer only yes or no.\n${text}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isSpam(kind: string, text: string): Promise<boolean> {
  const reply = await client.chat.completions.create({ // wattlint-expect: oversized-model
    model: WIRE_NAMES[kind] ?? "gpt-4-turbo",
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this comment spam? Answer only yes or no.\n${text}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isSpamOrDefault(kind: string, text: string): Promise<boolean> {
  const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
    model: WIRE_NAMES[kind] ?? "gpt-4.1-nano",
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this comment spam? Answer only yes or no.\n${text}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export const moderate = (text: string) => ask("gpt-4.1-nano", text);
