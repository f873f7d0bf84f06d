import axios from "axios";

const OPENAI = "https://api.openai.com/v1";

export async function isSpam(text: string): Promise<boolean> {
  const response = await fetch(`${OPENAI}/chat/completions`, { // wattlint-expect: oversized-model
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({
      model: "gpt-4o",
      max_tokens: 1,
      messages: [{ role: "user", content: `Is this comment spam? Answer only yes or no.\n${text}` }],
    }),
  });
  const data = await response.json();
  return data.choices[0].message.content === "yes";
}

export async function isSpamSmall(text: string): Promise<boolean> {
  const response = await fetch(`${OPENAI}/chat/completions`, { // wattlint-ok: oversized-model
    method: "POST",
    body: JSON.stringify({
      model: "gpt-4.1-nano",
      max_tokens: 1,
      messages: [{ role: "user", content: `Is this comment spam? Answer only yes or no.\n${text}` }],
    }),
  });
  return (await response.json()).choices[0].message.content === "yes";
}

async function gemini(prompt: string, model: string): Promise<string> {
  const url = `https://generativelanguage.googleapis.com/v1beta/models/${model}:generateContent?key=${process.env.GEMINI_API_KEY}`;
  const { data } = await axios.post(url, { contents: [{ parts: [{ text: prompt }] }] }); // wattlint-ok: oversized-model
  return data.candidates[0].content.parts[0].text;
}

export async function isComplaint(text: string): Promise<boolean> {
  return (await gemini(`Is this review a complaint? Answer only yes or no.\n${text}`, "gemini-2.5-pro")).trim() === "yes"; // wattlint-expect: oversized-model
}

export async function isPraise(text: string): Promise<boolean> {
  return (await gemini(`Is this review full of praise? Answer only yes or no.\n${text}`, "gemini-2.5-flash-lite")).trim() === "yes"; // wattlint-ok: oversized-model
}

// The page's own server: which model answers, that server says.
export async function chat(text: string) {
  return fetch("/api/chat", { method: "POST", body: JSON.stringify({ model: "gpt-4o", prompt: `Is this spam? Answer only yes or no. ${text}` }) }); // wattlint-ok: oversized-model
}
