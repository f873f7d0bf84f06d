import Anthropic from "@anthropic-ai/sdk";
import { writeFile } from "node:fs/promises";

const anthropic = new Anthropic();

export interface Incident {
  service: string;
  events: Array<{ at: string; message: string }>;
}

export async function explain(incident: Incident): Promise<string> {
  await writeFile("incident.json", JSON.stringify(incident, null, 2)); // wattlint-ok: pretty-json-in-prompt
  const message = await anthropic.messages.create({
    model: "claude-haiku-4-5",
    max_tokens: 400,
    messages: [
      {
        role: "user",
        content: `Explain this incident to the people on call.\n\n${JSON.stringify(incident, null, 2)}`, // wattlint-expect: pretty-json-in-prompt
      },
    ],
  });
  return message.content[0].type === "text" ? message.content[0].text : "";
}

export async function compare(before: Incident, after: Incident): Promise<string> {
  const prompt = ["Compare two incidents.", JSON.stringify(before), JSON.stringify(after)].join("\n"); // wattlint-ok: pretty-json-in-prompt
  const message = await anthropic.messages.create({ model: "claude-haiku-4-5", max_tokens: 400, messages: [{ role: "user", content: prompt }] });
  console.log(JSON.stringify(message, undefined, "\t")); // wattlint-ok: pretty-json-in-prompt
  return message.content[0].type === "text" ? message.content[0].text : "";
}

export async function tabs(incident: Incident): Promise<void> {
  const body = JSON.stringify(incident, undefined, "\t"); // wattlint-expect: pretty-json-in-prompt
  await anthropic.messages.create({ model: "claude-haiku-4-5", max_tokens: 100, system: "Rate it from 1 to 5.", messages: [{ role: "user", content: body }] });
}
