import { openai } from "@ai-sdk/openai";

export const llm = {
  large: openai(process.env.LARGE_MODEL ?? "gpt-5"),
  small: openai(process.env.SMALL_MODEL ?? "gpt-5-nano"),
};
