/** The rules of 2019: no model at all. */
export async function ask(prompt: string, model?: string): Promise<string> {
  return /invoice|refund/i.test(prompt) ? "yes" : "no";
}

export const LARGE = "rules-v2";
