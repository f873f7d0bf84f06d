import OpenAI from "openai";
import openai, { claude, local, makeClient } from "../lib/clients";
import { LARGE, ModelName, MODELS, configured } from "@/lib/models";
import { LARGE as RULES } from "../legacy";

export async function isSpam(mail: string): Promise<boolean> {
  const reply = await openai.chat.completions.create({ // wattlint-expect: oversized-model
    model: LARGE,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this mail spam? Answer yes or no.\n${mail}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isUrgent(mail: string): Promise<boolean> {
  const reply = await claude.messages.create({ // wattlint-expect: oversized-model
    model: ModelName.Best,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this mail urgent? Answer yes or no.\n${mail}` }],
  });
  return reply.content[0].type === "text" && reply.content[0].text === "yes";
}

export async function isComplaint(mail: string): Promise<boolean> {
  const reply = await makeClient().chat.completions.create({ // wattlint-expect: oversized-model
    model: MODELS.judge,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this a complaint? Answer yes or no.\n${mail}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isThanks(mail: string): Promise<boolean> {
  const reply = await claude.messages.create({ // wattlint-ok: oversized-model
    model: ModelName.Cheap,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this a note of thanks? Answer yes or no.\n${mail}` }],
  });
  return reply.content[0].type === "text" && reply.content[0].text === "yes";
}

export async function isOrder(mail: string): Promise<boolean> {
  // The house's own server answers.
  const reply = await local.chat.completions.create({ // wattlint-ok: oversized-model
    model: LARGE,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this an order? Answer yes or no.\n${mail}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isReturn(mail: string): Promise<boolean> {
  const reply = await openai.chat.completions.create({ // wattlint-ok: oversized-model
    model: configured,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this a return? Answer yes or no.\n${mail}` }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function isNewsletter(mail: string): Promise<boolean> {
  // The name that the folder hands on itself is another than the library's.
  const reply = await new OpenAI().chat.completions.create({ // wattlint-ok: oversized-model
    model: RULES,
    max_tokens: 1,
    messages: [{ role: "user", content: `Is this a newsletter? Answer yes or no.\n${mail}` }],
  });
  return reply.choices[0].message.content === "yes";
}
