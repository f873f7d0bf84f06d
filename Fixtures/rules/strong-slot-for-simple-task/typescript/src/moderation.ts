import { complete } from "./client";
import { settings } from "./settings";

export async function isToxic(comment: string): Promise<boolean> {
  const answer = await complete({ // wattlint-expect: strong-slot-for-simple-task
    model: settings.smartModel,
    prompt: `Is this comment toxic? Answer only yes or no.\n\n${comment}`,
  });
  return answer === "yes";
}

export async function isOffTopic(comment: string): Promise<boolean> {
  const answer = await complete({ // wattlint-ok: strong-slot-for-simple-task
    model: settings.fastModel,
    prompt: `Is this comment off topic? Answer only yes or no.\n\n${comment}`,
  });
  return answer === "yes";
}

export async function draftReply(comment: string): Promise<string> {
  return complete({ // wattlint-ok: strong-slot-for-simple-task
    model: settings.smartModel,
    prompt: `Write a friendly and complete reply to this comment, with an example.\n\n${comment}`,
  });
}
