import { openai } from "@ai-sdk/openai";
import { z } from "zod";
import { createGenerateObject } from "./llm";

const schema = z.object({ late: z.boolean() });

export async function isLate(order: object) {
  const generate = createGenerateObject({ model: openai("gpt-4.1-mini"), label: "late" });
  const result = await generate({
    schema,
    prompt: `Is the order late?\n${JSON.stringify(order, null, 2)}`, // wattlint-expect: pretty-json-in-prompt
  });
  return result.object.late;
}

export async function isLateShortly(order: object) {
  const generate = createGenerateObject({ model: openai("gpt-4.1-mini"), label: "late" });
  const result = await generate({ schema, prompt: `Is the order late?\n${JSON.stringify(order)}` }); // wattlint-ok: pretty-json-in-prompt
  return result.object.late;
}

// What makes the function is told no prompt.
export function forOrders(label: object) {
  return createGenerateObject({ model: openai("gpt-4.1-mini"), label: JSON.stringify(label, null, 2) }); // wattlint-ok: pretty-json-in-prompt
}
