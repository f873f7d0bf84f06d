import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

export async function run(task: string, tools: Anthropic.Tool[], callTool: (reply: Anthropic.Message) => Promise<string>) {
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: task }];
  while (true) {
    const reply = await client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 2000, tools, messages }); // wattlint-expect: uncapped-agent
    messages.push({ role: "assistant", content: reply.content });
    if (reply.stop_reason !== "tool_use") return reply;
    messages.push({ role: "user", content: await callTool(reply) });
  }
}

export async function runSome(task: string, tools: Anthropic.Tool[], callTool: (reply: Anthropic.Message) => Promise<string>) {
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: task }];
  for (let round = 0; round < 20; round++) {
    const reply = await client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 2000, tools, messages }); // wattlint-ok: uncapped-agent
    messages.push({ role: "assistant", content: reply.content });
    if (reply.stop_reason !== "tool_use") return reply;
    messages.push({ role: "user", content: await callTool(reply) });
  }
}
