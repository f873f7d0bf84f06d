import { createAsk, createJudge } from "./llm";
import { settings } from "./settings";

export async function classifyMail(mail: string) {
  const ask = createAsk({ model: "gpt-4o", maxTokens: 5 });
  const label = await ask(`Classify the mail into exactly one of: order, complaint, other. Answer with the label only.\n${mail}`); // wattlint-expect: oversized-model
  return label === "order" ? "orders" : "support";
}

export async function classifyCheaply(mail: string) {
  const ask = createAsk({ model: "gpt-4o-mini", maxTokens: 5 });
  const label = await ask(`Classify the mail into exactly one of: order, complaint, other. Answer with the label only.\n${mail}`); // wattlint-ok: oversized-model
  return label === "order" ? "orders" : "support";
}

export async function answer(mail: string): Promise<string> {
  const ask = createAsk({ model: "gpt-4o" });
  return ask(`Write a friendly and detailed answer to this mail.\n${mail}`); // wattlint-ok: oversized-model
}

// What the settings name, nobody can tell here.
export async function classifyAsSet(mail: string) {
  const ask = createAsk({ model: settings.classifierModel, maxTokens: 5 });
  const label = await ask(`Classify the mail into exactly one of: order, complaint, other. Answer with the label only.\n${mail}`); // wattlint-ok: oversized-model
  return label === "order" ? "orders" : "support";
}

export async function isPolite(mail: string): Promise<boolean> {
  const judge = createJudge("gpt-4o"); // wattlint-ok: oversized-model
  return judge(mail); // wattlint-expect: oversized-model
}

// Making one asks nothing.
export const asks = [createAsk({ model: "gpt-4o" }), createAsk({ model: "gpt-4.1" })]; // wattlint-ok: oversized-model
