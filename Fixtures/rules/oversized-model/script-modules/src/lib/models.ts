/** Which model does what; deployments may not choose here. */
export const LARGE = "gpt-4o";
export const SMALL = "gpt-4o-mini";

export const MODELS = {
  judge: "gpt-4.1",
  sorter: "gpt-4o-mini",
  writer: { name: "gpt-4o", temperature: 0.7 },
} as const;

export enum ModelName {
  Best = "claude-opus-4-5",
  Cheap = "claude-haiku-4-5",
}

export const configured = process.env.SORTING_MODEL ?? "local-sorter";
