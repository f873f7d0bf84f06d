import { generateObject, type LanguageModel } from "ai";
import { withPolicy } from "./policy";

// A function that gives another one: its type says which.
export function createGenerateObject({ model, label }: { model: LanguageModel; label: string }): typeof generateObject {
  return async function generateWithPolicy(options: any): Promise<any> {
    return generateObject({ ...withPolicy(options, label), model });
  };
}
