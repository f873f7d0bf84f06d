import OpenAI from "openai";

const client = new OpenAI();

// A function that gives a function: the model is told once, the question each time.
export function createAsk({ model, maxTokens }: { model: string; maxTokens?: number }) {
  return async (question: string): Promise<string> => {
    const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
      model,
      max_tokens: maxTokens,
      temperature: 0,
      messages: [{ role: "user", content: question }],
    });
    return reply.choices[0].message.content ?? "";
  };
}

export const createJudge = (model: string) =>
  async function judge(statement: string): Promise<boolean> {
    const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
      model,
      max_tokens: 1,
      messages: [{ role: "user", content: `Is this statement polite? Answer yes or no.\n${statement}` }],
    });
    return reply.choices[0].message.content === "yes";
  };

const askHere = createAsk({ model: "gpt-4o", maxTokens: 1 });

export async function isSpam(mail: string): Promise<boolean> {
  return (await askHere(`Is this mail spam? Answer yes or no.\n${mail}`)) === "yes"; // wattlint-expect: oversized-model
}

export async function isBill(mail: string): Promise<boolean> {
  const ask = createAsk({ model: "gpt-4.1-nano", maxTokens: 1 });
  return (await ask(`Is this mail a bill? Answer yes or no.\n${mail}`)) === "yes"; // wattlint-ok: oversized-model
}

export async function isUrgent(mail: string): Promise<boolean> {
  return (await createAsk({ model: "gpt-4o" })(`Is this mail urgent? Answer yes or no.\n${mail}`)) === "yes"; // wattlint-expect: oversized-model
}
