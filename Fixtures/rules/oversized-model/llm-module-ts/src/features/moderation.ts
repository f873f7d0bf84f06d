import { askModel, MODELS, openai } from "@/lib/llm";

export async function isToxic(comment: string): Promise<boolean> {
  const answer = await askModel({ prompt: `Is this comment toxic? Answer only yes or no.\n${comment}`, maxTokens: 1 }); // wattlint-expect: oversized-model
  return answer.trim().toLowerCase() === "yes";
}

export async function isOffTopic(comment: string): Promise<boolean> {
  const answer = await askModel({ model: MODELS.fast, prompt: `Is this comment off topic? Answer only yes or no.\n${comment}`, maxTokens: 1 }); // wattlint-ok: oversized-model
  return answer.trim().toLowerCase() === "yes";
}

export async function detectTone(comment: string) {
  const reply = await openai.chat.completions.create({ // wattlint-expect: oversized-model
    model: MODELS.smart,
    max_tokens: 3,
    messages: [{ role: "user", content: `Detect the tone. Reply with only one word: friendly, neutral or hostile.\n${comment}` }],
  });
  return reply.choices[0].message.content === "hostile" ? "review" : "publish";
}
