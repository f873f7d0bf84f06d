import OpenAI from "openai";

const openai = new OpenAI();

export async function isSensitive(text: string): Promise<boolean> {
  const reply = await openai.chat.completions.create({ // wattlint-expect: oversized-model
    model: process.env.LABEL_MODEL ?? "gpt-4.1-nano",
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this text sensitive? Answer yes or no.\n\n${text}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isPriority(text: string): Promise<boolean> {
  const reply = await openai.chat.completions.create({ // wattlint-ok: oversized-model
    model: process.env.PRIORITY_MODEL!,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this a priority? Answer yes or no.\n\n${text}` }],
  });
  return reply.choices[0].message.content === "yes";
}
