import OpenAI from "openai";

const client = new OpenAI();

export async function judge(ticket: object, verdict: object, question: object) {
  return client.chat.completions.create({
    model: "gpt-4o-mini",
    messages: [
      { role: "user", content: JSON.stringify(ticket, null, 2) }, // wattlint-expect: pretty-json-in-prompt
      // The form in which the model is to answer is shown to it.
      { role: "assistant", content: "", function_call: { name: "judge", arguments: JSON.stringify(verdict, null, 2) } }, // wattlint-ok: pretty-json-in-prompt
      { role: "user", content: JSON.stringify(question) }, // wattlint-ok: pretty-json-in-prompt
    ],
  });
}
