export function longest(text: string): number {
  let longest = 0;
  for (let i = 0; i < text.split("\n").length; i++) { // wattlint-expect: invariant-loop-condition
    longest = Math.max(longest, text.split("\n")[i].length);
  }
  return longest;
}

export function sum(prices: Record<string, number>): number {
  let total = 0;
  let i = 0;
  while (i < Object.keys(prices).length) { // wattlint-expect: invariant-loop-condition
    total += prices[i];
    i++;
  }
  return total;
}

export function plain(lines: string[]): number {
  let total = 0;
  for (let i = 0; i < lines.length; i++) { // wattlint-ok: invariant-loop-condition
    total += lines[i].split(" ").length;
  }
  return total;
}

export function emptied(prices: Record<string, number>, take: (table: Record<string, number>) => void) {
  while (Object.keys(prices).length > 0) { // wattlint-ok: invariant-loop-condition
    take(prices);
  }
}

export function removed(prices: Record<string, number>) {
  while (Object.keys(prices).length > 3) { // wattlint-ok: invariant-loop-condition
    delete prices[Object.keys(prices)[0]];
  }
}

export function filled(prices: Record<string, number>) {
  while (Object.keys(prices).length < 3) { // wattlint-ok: invariant-loop-condition
    prices[`item${Object.keys(prices).length}`] = 0;
  }
}

export function shortened(text: string): string {
  while (text.split(" ").length > 100) { // wattlint-ok: invariant-loop-condition
    text = text.slice(0, -1);
  }
  return text;
}

export function once(text: string): number {
  let total = 0;
  for (const line of text.split("\n")) { // wattlint-ok: invariant-loop-condition
    total += line.length;
  }
  return total;
}

export class Form {
  fields: Record<string, string> = {};
  wait(next: () => void) {
    while (Object.keys(this.fields).length < 2) { // wattlint-ok: invariant-loop-condition
      next();
    }
  }
}
