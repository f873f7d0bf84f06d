import Anthropic from "@anthropic-ai/sdk";
import express from "express";

const app = express();
const anthropic = new Anthropic();

app.get("/units/:name", async (req, res) => {
  const reply = await anthropic.messages.create({ // wattlint-expect: uncached-inference
    model: "claude-haiku-4-5",
    max_tokens: 40,
    temperature: 0,
    messages: [{ role: "user", content: `What does the unit ${req.params.name} measure? Answer in a few words.` }],
  });
  res.json(reply.content);
});

app.post("/units", async (req, res) => {
  const reply = await anthropic.messages.create({ // wattlint-ok: uncached-inference
    model: "claude-haiku-4-5",
    max_tokens: 40,
    temperature: 0,
    messages: [{ role: "user", content: `Which units are in this text? ${req.body.text}` }],
  });
  res.json(reply.content);
});

async function describe(mineral: string): Promise<string> {
  const reply = await anthropic.messages.create({ // wattlint-expect: uncached-inference
    model: "claude-haiku-4-5",
    max_tokens: 80,
    temperature: 0,
    messages: [{ role: "user", content: `Describe the mineral ${mineral} in one sentence.` }],
  });
  return reply.content[0].type === "text" ? reply.content[0].text : "";
}

app.get("/minerals/:name", async (req, res) => {
  res.send(await describe(req.params.name));
});
