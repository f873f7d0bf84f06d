import express from "express";
import OpenAI from "openai";

const app = express();
const client = new OpenAI();

app.get("/health", async (request, response) => {
  await client.chat.completions.create({ model: "gpt-4o-mini", max_tokens: 1, messages: [{ role: "user", content: "ping" }] }); // wattlint-expect: live-model-health-check
  response.json({ ok: true });
});

app.get("/healthz", async (request, response) => {
  await client.models.list();
  response.json({ ok: true });
});

app.post("/ask", async (request, response) => {
  const answer = await client.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content: "ping" }] }); // wattlint-ok: live-model-health-check
  response.json(answer.choices[0].message);
});

app.get("/greeting", async (request, response) => {
  const answer = await client.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content: "Say hello." }] }); // wattlint-ok: live-model-health-check
  response.json(answer.choices[0].message);
});

app.listen(3000);
