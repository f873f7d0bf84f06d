import { readFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";

const client = new OpenAI();
const toxic = readFileSync(join(__dirname, "prompts", "toxic.txt"), "utf8");
const models = JSON.parse(readFileSync(new URL("./models.json", import.meta.url), "utf8"));

export async function firstLook(comment: string) {
  const reply = await client.chat.completions.create({ // wattlint-expect: oversized-model
    model: models.moderation.model,
    messages: [{ role: "system", content: toxic }, { role: "user", content: comment }],
  });
  return reply.choices[0].message.content === "yes";
}

export async function cheapLook(comment: string) {
  const reply = await client.chat.completions.create({ // wattlint-ok: oversized-model
    model: models.labels.model,
    messages: [{ role: "system", content: toxic }, { role: "user", content: comment }],
  });
  return reply.choices[0].message.content === "yes";
}
