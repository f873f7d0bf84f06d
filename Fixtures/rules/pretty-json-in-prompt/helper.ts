import Anthropic from "@anthropic-ai/sdk";

const anthropic = new Anthropic();

function asText(value: unknown, most = 6_000): string {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2); // wattlint-expect: pretty-json-in-prompt
  return text.length <= most ? text : text.slice(0, most);
}

function asLine(value: unknown): string {
  return JSON.stringify(value); // wattlint-ok: pretty-json-in-prompt
}

export async function judge(calls: unknown[]): Promise<string> {
  const message = await anthropic.messages.create({
    model: "claude-haiku-4-5",
    max_tokens: 200,
    messages: [{ role: "user", content: `May these run?\n${asText(calls)}\n${asLine(calls.length)}` }],
  });
  return message.content[0].type === "text" ? message.content[0].text : "";
}
