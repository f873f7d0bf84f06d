import { ChatOpenAI } from "@langchain/openai";
import { ChatAnthropic } from "@langchain/anthropic";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { SystemMessage, HumanMessage } from "@langchain/core/messages";
import { ChatPromptTemplate, PromptTemplate } from "@langchain/core/prompts";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { RunnableSequence } from "@langchain/core/runnables";
import { createReadStream, createWriteStream } from "node:fs";
import { createGzip } from "node:zlib";
import { map } from "rxjs";
import { z } from "zod";

const verdictSchema = z.object({
  isRelevant: z.boolean().describe("Whether the document answers the question."),
});

const reportSchema = z.object({
  title: z.string(),
  sections: z.array(z.object({ heading: z.string(), body: z.string() })),
});

// What reads a stream, and what binds a function, calls no model.
export async function compress(path: string, handler: { run(x: string): void }) {
  const packed = createReadStream(path).pipe(createGzip()).pipe(createWriteStream(path + ".gz"));
  const run = handler.run.bind(handler);
  run.call("Is this spam? Answer yes or no."); // wattlint-ok: oversized-model
  packed.stream("Is this spam? Answer yes or no."); // wattlint-ok: oversized-model
  return map((x: string) => x.trim());
}

// Work that needs the large one.
export async function writeReport(question: string, documents: string[]) {
  const writer = new ChatOpenAI({ model: "gpt-4o" }).withStructuredOutput(reportSchema);
  return writer.invoke(`Write a detailed report that answers: ${question}\n\n${documents.join("\n")}`); // wattlint-ok: oversized-model
}

// An agent with tools is no classifier, whatever its function is called.
export async function classifyAndAct(mail: string, tools: any[]) {
  const agent = new ChatOpenAI({ model: "gpt-4o", temperature: 0 }).bindTools(tools);
  return agent.invoke(`Classify the mail into exactly one of: order, complaint. Then act on it.\n${mail}`); // wattlint-ok: oversized-model
}

export async function isRelevantCheaply(question: string, document: string) {
  const grader = new ChatOpenAI({ model: "gpt-4o-mini", temperature: 0 }).withStructuredOutput(verdictSchema);
  return (await grader.invoke(`Is the document relevant to the question?\n${question}\n${document}`)).isRelevant; // wattlint-ok: oversized-model
}

export async function isRelevant(question: string, document: string) {
  const grader = new ChatOpenAI({ model: "gpt-4o", temperature: 0 }).withStructuredOutput(verdictSchema, { name: "verdict" });
  const verdict = await grader.invoke([ // wattlint-expect: oversized-model
    ["system", "You are a grader. Determine if the document is relevant to the question."],
    ["user", `${question}\n${document}`],
  ]);
  return verdict.isRelevant;
}

const triage = ChatPromptTemplate.fromMessages([
  ["system", "Classify the mail into exactly one of: order, complaint, other. Answer with the label only."],
  ["user", "{mail}"],
]);
const large = new ChatAnthropic({ model: "claude-opus-4-20250514", temperature: 0 });
const chain = triage.pipe(large).pipe(new StringOutputParser());

export async function classifyMail(mail: string) {
  const label = await chain.invoke({ mail }); // wattlint-expect: oversized-model
  return label === "order" ? "orders" : "support";
}

const sequence = RunnableSequence.from([
  PromptTemplate.fromTemplate("Is the mail spam? Answer yes or no.\n{mail}"),
  new ChatOpenAI({ modelName: "gpt-4o", temperature: 0, maxTokens: 1 }),
  new StringOutputParser(),
]).withConfig({ runName: "spam" });

export async function isSpam(mail: string): Promise<boolean> {
  return (await sequence.invoke({ mail })) === "yes"; // wattlint-expect: oversized-model
}

// A function that is handed the model: what its caller hands over counts.
async function isUrgent(model: BaseChatModel, mail: string): Promise<boolean> {
  const judge = model.withStructuredOutput(z.object({ urgent: z.boolean() }));
  const answer = await judge.invoke([new SystemMessage("Decide whether the mail is urgent. Answer yes or no."), new HumanMessage(mail)]); // wattlint-ok: oversized-model
  return answer.urgent;
}

export const isUrgentNow = (mail: string) =>
  isUrgent(new ChatOpenAI({ model: "gpt-4o", temperature: 0 }), mail); // wattlint-expect: oversized-model

export const isUrgentCheaply = (mail: string) =>
  isUrgent(new ChatOpenAI({ model: "gpt-4.1-nano", temperature: 0 }), mail); // wattlint-ok: oversized-model
