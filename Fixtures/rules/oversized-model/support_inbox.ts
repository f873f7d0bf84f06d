import OpenAI, { AzureOpenAI } from "openai";
import Anthropic from "@anthropic-ai/sdk";

// Der Posteingang wird nach Sprache, Dringlichkeit und Thema vorsortiert – größere Modelle nur, wo sie nötig sind. 👋
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, maxRetries: 2 });
const anthropic = new Anthropic();
const local = new OpenAI({ baseURL: "http://localhost:11434/v1", apiKey: "ollama" });
const azure = new AzureOpenAI({ endpoint: process.env.AZURE_ENDPOINT, apiVersion: "2024-10-21" });

const LABELS = ["billing", "bug", "feature", "other"] as const;
type Label = (typeof LABELS)[number];

const TRIAGE_MODEL = process.env.TRIAGE_MODEL ?? "gpt-4o";
const settings = { models: { fast: "gpt-4.1-nano", strong: "gpt-4.1" }, retries: 3 } as const;

export async function isSpam(message: string): Promise<boolean> {
  const completion = await openai.chat.completions.create({ // wattlint-expect: oversized-model
    model: "gpt-4o",
    max_tokens: 1,
    messages: [
      { role: "system", content: "Is this message spam? Answer only yes or no." },
      { role: "user", content: message },
    ],
  });
  return completion.choices[0]?.message?.content?.trim().toLowerCase() === "yes";
}

export async function isSpamCheaply(message: string): Promise<boolean> {
  const completion = await openai.chat.completions.create({ // wattlint-ok: oversized-model
    model: settings.models.fast,
    max_tokens: 1,
    messages: [
      { role: "system", content: "Is this message spam? Answer only yes or no." },
      { role: "user", content: message },
    ],
  });
  return completion.choices[0]?.message?.content?.trim().toLowerCase() === "yes";
}

export async function classifyTicket(body: string): Promise<Label> {
  const { choices } = await openai.chat.completions.create({ // wattlint-expect: oversized-model
    model: TRIAGE_MODEL,
    temperature: 0,
    messages: [{ role: "user", content: `Classify the ticket into exactly one of: ${LABELS.join(", ")}.\n\n${body}` }],
  });
  const label = choices[0].message.content?.trim() ?? "other";
  return LABELS.includes(label as Label) ? (label as Label) : "other";
}

export async function classifyWithLocalModel(body: string): Promise<Label> {
  const { choices } = await local.chat.completions.create({ // wattlint-ok: oversized-model
    model: "gpt-4o",
    temperature: 0,
    messages: [{ role: "user", content: `Classify the ticket into exactly one of: ${LABELS.join(", ")}.\n\n${body}` }],
  });
  const label = choices[0].message.content?.trim() ?? "other";
  return LABELS.includes(label as Label) ? (label as Label) : "other";
}

export async function classifyWithDeployment(body: string): Promise<Label> {
  const { choices } = await azure.chat.completions.create({ // wattlint-ok: oversized-model
    model: "gpt-4",
    temperature: 0,
    messages: [{ role: "user", content: `Classify the ticket into exactly one of: ${LABELS.join(", ")}.\n\n${body}` }],
  });
  const label = choices[0].message.content?.trim() ?? "other";
  return LABELS.includes(label as Label) ? (label as Label) : "other";
}

/** Which queue a ticket goes to. */
export class TicketRouter {
  private readonly model = settings.models.strong;

  constructor(private readonly client: OpenAI) {}

  async routeTicket(ticket: { subject: string; body: string }) {
    const params = {
      model: this.model,
      temperature: 0,
      messages: [{ role: "user" as const, content: "Reply with only one word, the queue: sales, support or legal.\n" + ticket.subject }],
    };
    const reply = await this.client.chat.completions.create({ ...params, max_tokens: 4 }); // wattlint-expect: oversized-model
    switch (reply.choices[0].message.content?.trim()) {
      case "sales":
        return "crm";
      case "support":
        return "helpdesk";
      case "legal":
        return "counsel";
      default:
        return "helpdesk";
    }
  }

  // The caller picks the model for each tenant; only the caller knows.
  async routeForTenant(ticket: { subject: string }, tenant: { model: string }) {
    const reply = await this.client.chat.completions.create({ // wattlint-ok: oversized-model
      model: tenant.model,
      max_tokens: 4,
      messages: [{ role: "user", content: "Reply with only one word, the queue: sales, support or legal.\n" + ticket.subject }],
    });
    return reply.choices[0].message.content === "sales" ? "crm" : "helpdesk";
  }
}

export async function scoreUrgency(mail: string): Promise<number> {
  const message = await anthropic.messages.create({ // wattlint-expect: oversized-model
    model: "claude-opus-4-1",
    max_tokens: 8,
    system: "Rate the urgency of the mail from 1 to 5. Reply with a single digit, nothing else.",
    messages: [{ role: "user", content: mail }],
  });
  const block = message.content[0];
  return parseInt(block.type === "text" ? block.text : "3", 10);
}

export async function draftReply(mail: string): Promise<string> {
  const message = await anthropic.messages.create({ // wattlint-ok: oversized-model
    model: "claude-opus-4-1",
    max_tokens: 2048,
    system: "You classify nothing: write a friendly, complete reply to the customer, and offer a refund where the policy allows it.",
    messages: [{ role: "user", content: mail }],
  });
  if (message.stop_reason === "max_tokens") throw new Error("the reply was cut off");
  return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}

// A wall of what it used to be:
// const completion = await openai.chat.completions.create({ model: "gpt-4", max_tokens: 1, messages: [] });
export const PROMPT_FOR_DOCS = `Call it like this:
  openai.chat.completions.create({ model: "gpt-4o", max_tokens: 1, messages: [{ role: "user", content: "yes or no?" }] })`;
