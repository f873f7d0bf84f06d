import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

export async function answer(prompt: string) {
  try {
    const { text } = await generateText({ model: openai("gpt-4o"), prompt }); // wattlint-expect: smaller-fallback-proves-it
    return text;
  } catch (error) {
    console.warn("falling back", error);
    const { text } = await generateText({ model: openai("gpt-4o-mini"), prompt }); // wattlint-ok: smaller-fallback-proves-it
    return text;
  }
}

export async function escalate(prompt: string) {
  try {
    const { text } = await generateText({ model: openai("gpt-4o-mini"), prompt }); // wattlint-ok: smaller-fallback-proves-it
    return text;
  } catch (error) {
    const { text } = await generateText({ model: openai("gpt-4o"), prompt }); // wattlint-ok: smaller-fallback-proves-it
    return text;
  }
}
