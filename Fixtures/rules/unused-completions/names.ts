import OpenAI from "openai";

const client = new OpenAI();

export async function name(product: string) {
  const response = await client.chat.completions.create({ // wattlint-expect: unused-completions
    model: "gpt-4o-mini",
    n: 3,
    messages: [{ role: "user", content: `Write an advert for ${product}.` }],
  });
  return response.choices[0].message.content;
}

export async function destructured(product: string) {
  const { choices, usage } = await client.chat.completions.create({ // wattlint-expect: unused-completions
    model: "gpt-4o-mini",
    n: 2,
    messages: [{ role: "user", content: `Write an advert for ${product}.` }],
  });
  console.log(usage);
  return choices[0]?.message.content ?? "";
}

export async function names(product: string) {
  const response = await client.chat.completions.create({ // wattlint-ok: unused-completions
    model: "gpt-4o-mini",
    n: 3,
    messages: [{ role: "user", content: `Write an advert for ${product}.` }],
  });
  return response.choices.map((choice) => choice.message.content);
}

export async function one(product: string) {
  const response = await client.chat.completions.create({ // wattlint-ok: unused-completions
    model: "gpt-4o-mini",
    n: 1,
    messages: [{ role: "user", content: `Write an advert for ${product}.` }],
  });
  return response.choices[0].message.content;
}
