export interface Claim { id: string; items: { name: string; price: number }[]; history: string[] }

export function claimPrompt(claim: Claim, question: string): string {
  return [`Read this claim.`, JSON.stringify(claim, null, 2), question].join("\n\n");
}

export function tightClaimPrompt(claim: Claim, question: string): string {
  return [`Read this claim.`, JSON.stringify(claim), question].join("\n\n");
}

export function sizePrompt(claim: Claim): string {
  // Two numbers.
  return `Is this a large claim? ${JSON.stringify({ items: claim.items.length, history: claim.history.length }, null, 2)}`;
}

export function claimFile(claim: Claim): string {
  return JSON.stringify(claim, null, 2);
}
