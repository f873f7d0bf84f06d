import { generateObject, generateText } from "ai";
import { z } from "zod";
import { llm } from "./models";

export async function captionTags(caption: string): Promise<string[]> {
  const { object } = await generateObject({ // wattlint-expect: oversized-model
    model: llm.large,
    schema: z.object({ tags: z.array(z.string()) }),
    prompt: `Extract up to five keywords from the caption of this photo: ${caption}`,
  });
  return object.tags;
}

export async function translate(caption: string): Promise<string> {
  const { text } = await generateText({ // wattlint-ok: oversized-model
    model: llm.small,
    prompt: `Say in French: ${caption}`,
  });
  return text;
}

export async function story(captions: string[]): Promise<string> {
  const { text } = await generateText({ // wattlint-ok: oversized-model
    model: llm.large,
    prompt: `Write the story of this journey, a page long, from the captions of its photos: ${captions.join("; ")}`,
  });
  return text;
}
