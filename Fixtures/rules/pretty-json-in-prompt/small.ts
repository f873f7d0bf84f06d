import OpenAI from "openai";

const client = new OpenAI();

async function ask(content: string) {
  return client.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content }] });
}

export async function judge(reasoning: string, isUseful: boolean) {
  return ask(`Check this verdict.\n${JSON.stringify({ reasoning, isUseful }, null, 2)}`); // wattlint-ok: pretty-json-in-prompt
}

export async function weather(place: string, days: number, readings: Reading[]) {
  const facts = { place, days, count: readings.length, at: new Date().toISOString() };
  return ask(`Write the forecast.\n${JSON.stringify(facts, null, 2)}`); // wattlint-ok: pretty-json-in-prompt
}

export async function history(place: string, readings: Reading[]) {
  return ask(`Write the history.\n${JSON.stringify({ place, readings }, null, 2)}`); // wattlint-expect: pretty-json-in-prompt
}

export async function merged(place: string, more: object) {
  return ask(`Write the history.\n${JSON.stringify({ place, ...more }, null, 2)}`); // wattlint-expect: pretty-json-in-prompt
}
