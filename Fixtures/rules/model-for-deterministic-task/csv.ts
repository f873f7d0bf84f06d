import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

export async function toJson(csv: string) {
  const { text } = await generateText({ // wattlint-expect: model-for-deterministic-task
    model: openai("gpt-4o-mini"),
    prompt: `Convert this CSV to JSON:\n${csv}`,
  });
  return text;
}

export async function explain(csv: string) {
  const { text } = await generateText({ // wattlint-ok: model-for-deterministic-task
    model: openai("gpt-4o-mini"),
    prompt: `Explain what stands out in this CSV, in three sentences.\n${csv}`,
  });
  return text;
}
