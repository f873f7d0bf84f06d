import OpenAI from "openai";

const client = new OpenAI();

export async function hasPerson(url: string): Promise<boolean> {
  const response = await client.chat.completions.create({ // wattlint-expect: high-detail-image
    model: "gpt-4o-mini",
    max_tokens: 1,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Is there a person in the picture? Answer yes or no." },
          { type: "image_url", image_url: { url, detail: "high" } },
        ],
      },
    ],
  });
  return response.choices[0].message.content?.toLowerCase() === "yes";
}
