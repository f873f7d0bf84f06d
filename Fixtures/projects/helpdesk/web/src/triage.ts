// Sorts what agents see first.
import { openai } from "@ai-sdk/openai";
import { generateObject, generateText } from "ai";
import { z } from "zod";

export async function isUrgent(mail: string): Promise<boolean> {
  const { object } = await generateObject({
    model: openai("gpt-4o"),
    schema: z.object({ urgent: z.boolean() }),
    prompt: `Decide whether this mail needs an answer today.\n\n${mail}`,
  });
  return object.urgent;
}

export async function isThanks(mail: string): Promise<boolean> {
  const { object } = await generateObject({
    model: openai("gpt-4.1-nano"),
    schema: z.object({ thanks: z.boolean() }),
    prompt: `Decide whether this mail says thanks and nothing else.\n\n${mail}`,
  });
  return object.thanks;
}

export async function reply(mail: string, policies: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4o"),
    system: policies,
    prompt: `Write a warm, complete reply to this customer, and explain each step.\n\n${mail}`,
  });
  return text;
}
