import { generateObject, generateText } from "ai";
import { z } from "zod";
import { getModel, getSmallModel, houseModel, judge, modelFor } from "~/lib/providers";

const Label = z.object({ label: z.enum(["billing", "shipping", "other"]) });

export async function labelTicket(ticket: string) {
  const { object } = await generateObject({ // wattlint-expect: oversized-model
    model: getModel(),
    schema: Label,
    prompt: `Classify the ticket as billing, shipping or other:\n${ticket}`,
  });
  return object.label;
}

export async function labelOrder(order: string) {
  const { object } = await generateObject({ // wattlint-expect: oversized-model
    model: modelFor("gpt-4.1"),
    schema: Label,
    prompt: `Classify the order as billing, shipping or other:\n${order}`,
  });
  return object.label;
}

export async function isAngry(ticket: string) {
  const { text } = await generateText({ // wattlint-expect: oversized-model
    model: judge,
    prompt: `Is the customer angry? Answer yes or no.\n${ticket}`,
  });
  return text.trim() === "yes";
}

export async function labelReturn(form: string) {
  const { object } = await generateObject({ // wattlint-ok: oversized-model
    model: getSmallModel(),
    schema: Label,
    prompt: `Classify the form as billing, shipping or other:\n${form}`,
  });
  return object.label;
}

export async function labelCheaply(form: string) {
  const { object } = await generateObject({ // wattlint-ok: oversized-model
    model: modelFor("gpt-4o-mini"),
    schema: Label,
    prompt: `Classify the form as billing, shipping or other:\n${form}`,
  });
  return object.label;
}

export async function labelAtHome(form: string, chosen: string) {
  const { object } = await generateObject({ // wattlint-ok: oversized-model
    model: houseModel(),
    schema: Label,
    prompt: `Classify the form as billing, shipping or other:\n${form}`,
  });
  const again = await generateObject({ // wattlint-ok: oversized-model
    model: modelFor(chosen),
    schema: Label,
    prompt: `Classify the form as billing, shipping or other:\n${form}`,
  });
  return object.label === again.object.label;
}
