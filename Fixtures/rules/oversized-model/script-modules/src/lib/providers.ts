import { createOpenAI, openai } from "@ai-sdk/openai";
import { LARGE, MODELS, SMALL } from "./models";

const house = createOpenAI({ baseURL: "http://gateway.ml.svc/v1" });

export const getModel = () => openai(LARGE);
export const getSmallModel = () => openai(SMALL);

export function modelFor(name: string) {
  return openai(name);
}

export function houseModel() {
  return house("gpt-4o");
}

export const judge = openai(MODELS.judge);
