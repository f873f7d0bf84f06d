"use server";

import { anthropic } from "@ai-sdk/anthropic";
import { createOpenAI, openai } from "@ai-sdk/openai";
import { generateObject, generateText, Output, streamText, tool, type LanguageModel } from "ai";
import { z } from "zod";

const gateway = createOpenAI({ baseURL: "http://llm-gateway:4000/v1", apiKey: "internal" });
const sentiments = z.enum(["positive", "negative", "neutral"]);

export async function detectSentiment(review: string) {
  const { object } = await generateObject({ // wattlint-expect: oversized-model
    model: openai("gpt-4.1"),
    output: "enum",
    enum: ["positive", "negative", "neutral"],
    prompt: `Classify the sentiment of this review.\n\n${review}`,
  });
  return object;
}

export async function labelSentiment(review: string) {
  const result = await generateObject({ // wattlint-expect: oversized-model
    model: anthropic("claude-sonnet-4-5"),
    schema: z.object({ sentiment: sentiments, reason: z.string().describe("one sentence") }),
    system: "Classify the review into exactly one of the categories.",
    prompt: review,
  });
  return result.object.sentiment;
}

export async function detectLanguage(text: string) {
  const { output } = await generateText({ // wattlint-expect: oversized-model, model-for-deterministic-task
    model: "openai/gpt-5",
    experimental_output: Output.choice({ options: ["de", "en", "fr"] }),
    prompt: `Detect the language of the text. Reply with only one word.\n${text}`,
  });
  return output;
}

export async function detectLanguageSmall(text: string) {
  const { output } = await generateText({ // wattlint-ok: oversized-model  // wattlint-expect: model-for-deterministic-task
    model: "openai/gpt-4.1-nano",
    experimental_output: Output.choice({ options: ["de", "en", "fr"] }),
    prompt: `Detect the language of the text. Reply with only one word.\n${text}`,
  });
  return output;
}

// Where the gateway sends it is not said here.
export async function detectLanguageThroughGateway(text: string) {
  const { text: language } = await generateText({ // wattlint-ok: oversized-model  // wattlint-expect: model-for-deterministic-task
    model: gateway("gpt-4o"),
    prompt: `Detect the language of the text. Reply with only one word.\n${text}`,
  });
  return language.trim() === "de" ? "German" : "other";
}

// The label belongs to a tool's argument, not to the answer.
export async function weatherAgent(question: string) {
  const result = streamText({ // wattlint-ok: oversized-model
    model: openai("gpt-4.1"),
    prompt: question,
    tools: {
      weather: tool({
        inputSchema: z.object({ unit: z.enum(["celsius", "fahrenheit"]), city: z.string() }),
        execute: async ({ unit, city }) => ({ unit, city, degrees: 21 }),
      }),
    },
  });
  return result.textStream;
}

// The model that the user has chosen.
export async function classifyWith(model: LanguageModel, review: string) {
  const { object } = await generateObject({ // wattlint-ok: oversized-model
    model,
    output: "enum",
    enum: ["positive", "negative", "neutral"],
    prompt: `Classify the sentiment of this review.\n\n${review}`,
  });
  return object;
}

export function Badge({ review }: { review: { label: string } }) {
  return <span className={review.label === "positive" ? "good" : "bad"}>{review.label}</span>;
}
