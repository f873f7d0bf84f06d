import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

export class Chat {
  private messages: Anthropic.MessageParam[] = [];

  async say(text: string) {
    this.messages.push({ role: "user", content: text });
    while (this.messages.length > 20) this.messages.shift();
    const reply = await client.messages.create({ model: "claude-haiku-4-5", max_tokens: 500, messages: this.messages }); // wattlint-ok: unbounded-history
    this.messages.push({ role: "assistant", content: reply.content });
    return reply;
  }
}
