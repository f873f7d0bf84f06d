import OpenAI from "openai";

const client = new OpenAI();

export async function order(mail: string) {
  while (true) {
    const response = await client.chat.completions.create({ // wattlint-expect: unbounded-retry
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: `Read the order, as JSON.\n${mail}` }],
    });
    try {
      return JSON.parse(response.choices[0].message.content ?? "");
    } catch {
      continue;
    }
  }
}

export async function orderThreeTimes(mail: string) {
  let attempts = 0;
  while (attempts < 3) {
    attempts++;
    const response = await client.chat.completions.create({ // wattlint-ok: unbounded-retry
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: `Read the order, as JSON.\n${mail}` }],
    });
    try {
      return JSON.parse(response.choices[0].message.content ?? "");
    } catch {
      continue;
    }
  }
  return null;
}
