import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import { openai } from "@ai-sdk/openai";
import { anthropic } from "@ai-sdk/anthropic";
import { generateObject, generateText } from "ai";
import OpenAI from "openai";
import { z } from "zod";

const client = new OpenAI();
const claude = new Anthropic();
const gemini = new GoogleGenAI({});

export async function isDuplicate(a: string, b: string): Promise<boolean> {
  const response = await client.chat.completions.create({ // wattlint-expect: needless-reasoning
    model: "gpt-5-mini",
    reasoning_effort: "medium",
    messages: [{ role: "user", content: `Are these two tickets duplicates? Answer yes or no.\n${a}\n---\n${b}` }],
  });
  return response.choices[0].message.content?.trim().toLowerCase() === "yes";
}

export async function isDuplicateFast(a: string, b: string): Promise<boolean> {
  const response = await client.chat.completions.create({ // wattlint-ok: needless-reasoning
    model: "gpt-5-mini",
    reasoning_effort: "minimal",
    messages: [{ role: "user", content: `Are these two tickets duplicates? Answer yes or no.\n${a}\n---\n${b}` }],
  });
  return response.choices[0].message.content?.trim().toLowerCase() === "yes";
}

export async function classifyTopic(text: string) {
  const { object } = await generateObject({ // wattlint-expect: needless-reasoning
    model: openai("gpt-5-mini"),
    schema: z.object({ topic: z.enum(["news", "sport", "weather"]) }),
    prompt: `Classify the text.\n${text}`,
    providerOptions: { openai: { reasoningEffort: "high" } },
  });
  return object.topic;
}

export async function classifyTopicFast(text: string) {
  const { object } = await generateObject({ // wattlint-ok: needless-reasoning
    model: openai("gpt-5-mini"),
    schema: z.object({ topic: z.enum(["news", "sport", "weather"]) }),
    prompt: `Classify the text.\n${text}`,
    providerOptions: { openai: { reasoningEffort: "low" } },
  });
  return object.topic;
}

export async function pageTitle(text: string) {
  const { text: title } = await generateText({ // wattlint-expect: needless-reasoning
    model: anthropic("claude-haiku-4-5"),
    prompt: `Write a short title for this page, only the title.\n${text}`,
    providerOptions: { anthropic: { thinking: { type: "enabled", budgetTokens: 12000 } } },
  });
  return title;
}

export async function classifyFooter(text: string) {
  const { text: label } = await generateText({ // wattlint-ok: needless-reasoning
    // The options are another provider's, and do nothing here.
    model: openai("gpt-4.1-nano"),
    prompt: `Classify the footer into exactly one of: legal, contact, links.\n${text}`,
    providerOptions: { anthropic: { thinking: { type: "enabled", budgetTokens: 12000 } } },
  });
  return label.trim();
}

export async function isQuestion(text: string): Promise<boolean> {
  const reply = await claude.messages.create({ // wattlint-ok: needless-reasoning
    model: "claude-haiku-4-5",
    max_tokens: 5,
    messages: [{ role: "user", content: `Is this a question? Answer yes or no.\n${text}` }],
  });
  return reply.content[0].type === "text" && reply.content[0].text.toLowerCase() === "yes";
}

export async function sentimentOf(text: string): Promise<string> {
  const response = await gemini.models.generateContent({ // wattlint-ok: needless-reasoning
    model: "gemini-2.5-flash-lite",
    contents: `Is the sentiment positive, negative or neutral? Answer with one word.\n${text}`,
    config: { thinkingConfig: { thinkingBudget: 0 } },
  });
  return response.text?.trim() ?? "neutral";
}

export async function sentimentThoughtful(text: string): Promise<string> {
  const response = await gemini.models.generateContent({ // wattlint-expect: needless-reasoning
    model: "gemini-2.5-flash-lite",
    contents: `Classify the sentiment: positive, negative or neutral. Answer with one word.\n${text}`,
    config: { thinkingConfig: { thinkingBudget: 8192 } },
  });
  return response.text?.trim() ?? "neutral";
}
