import { readFileSync } from "node:fs";
import OpenAI from "openai";

const client = new OpenAI();

async function main() {
  const reviews: string[] = JSON.parse(readFileSync(process.argv[2], "utf8"));
  for (const review of reviews) {
    const response = await client.chat.completions.create({ // wattlint-expect: batch-api-candidate
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: `Write a polite reply.\n${review}` }],
    });
    console.log(response.choices[0].message.content);
  }
}

main();
