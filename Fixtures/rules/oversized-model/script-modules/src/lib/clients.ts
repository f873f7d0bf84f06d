import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const openai = new OpenAI({ maxRetries: 3 });

export default openai;

export const claude = new Anthropic();

/** The house's own server; it calls everything gpt-4o. */
export const local = new OpenAI({ baseURL: process.env.VLLM_URL ?? "http://vllm.ml.svc:8000/v1", apiKey: "none" });

export function makeClient() {
  return new OpenAI({ timeout: 5000 });
}
