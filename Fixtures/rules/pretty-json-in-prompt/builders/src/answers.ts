import { writeFile } from "node:fs/promises";
import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";
import { claimFile, claimPrompt, sizePrompt, tightClaimPrompt, type Claim } from "./prompts";

export async function answer(claim: Claim, question: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4.1-mini"),
    prompt: claimPrompt(claim, question), // wattlint-expect: pretty-json-in-prompt
  });
  return text;
}

export async function answerTightly(claim: Claim, question: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4.1-mini"),
    prompt: tightClaimPrompt(claim, question), // wattlint-ok: pretty-json-in-prompt
  });
  return text;
}

export async function size(claim: Claim): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4.1-mini"),
    prompt: sizePrompt(claim), // wattlint-ok: pretty-json-in-prompt
  });
  return text;
}

export async function keep(claim: Claim): Promise<void> {
  await writeFile(`claims/${claim.id}.json`, claimFile(claim)); // wattlint-ok: pretty-json-in-prompt
}
