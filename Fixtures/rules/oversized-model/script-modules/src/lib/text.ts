import { ask } from "./ask";

/** Asks again when the answer is empty. */
export async function askTwice(question: string, model: string) {
  const first = await ask(question, model);
  return first || (await ask(question, model));
}

export class Asker {
  constructor(private readonly model: string) {}

  async answerBriefly(question: string) {
    return askTwice(question, this.model);
  }
}
