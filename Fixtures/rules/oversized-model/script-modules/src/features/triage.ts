import { ask, askAs, Asker, askTwice, LARGE, SMALL } from "@/lib";
import { ask as askRules } from "../legacy/ask";

const careful = new Asker("gpt-4-turbo");
const cheap = new Asker("gpt-4o-mini");

export async function isInvoice(text: string) {
  return (await ask(`Is this an invoice? Answer yes or no.\n${text}`)) === "yes"; // wattlint-expect: oversized-model
}

export async function isReminder(text: string) {
  return (await askTwice(`Is this a reminder? Answer yes or no.\n${text}`, LARGE)) === "yes"; // wattlint-expect: oversized-model
}

export async function isContract(text: string) {
  return (await careful.answerBriefly(`Is this a contract? Answer yes or no.\n${text}`)) === "yes"; // wattlint-expect: oversized-model
}

export async function isReceipt(text: string) {
  return (await askTwice(`Is this a receipt? Answer yes or no.\n${text}`, SMALL)) === "yes"; // wattlint-ok: oversized-model
}

export async function isOffer(text: string) {
  return (await cheap.answerBriefly(`Is this an offer? Answer yes or no.\n${text}`)) === "yes"; // wattlint-ok: oversized-model
}

export async function isRefund(text: string) {
  // Rules answer, not a model.
  return (await askRules(`Is this a refund? Answer yes or no.\n${text}`, LARGE)) === "yes"; // wattlint-ok: oversized-model
}

export async function writeLetter(text: string) {
  return ask(`Write a long and friendly letter to the customer about all of this:\n${text}`); // wattlint-ok: oversized-model
}

export async function isLetter(text: string, model: string) {
  // Whoever calls this decides.
  return (await ask(`Is this a letter? Answer yes or no.\n${text}`, model)) === "yes"; // wattlint-ok: oversized-model
}

export async function isFax(text: string) {
  // The environment goes before what is said here, and it is not known.
  return (await askAs(`Is this a fax? Answer yes or no.\n${text}`, SMALL)) === "yes"; // wattlint-ok: oversized-model
}
