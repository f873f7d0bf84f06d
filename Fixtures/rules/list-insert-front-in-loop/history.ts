export interface Entry { id: string; at: number }

export function newestFirst(entries: Entry[]): Entry[] {
  const result: Entry[] = [];
  for (const entry of entries) {
    result.unshift(entry); // wattlint-expect: list-insert-front-in-loop
  }
  return result;
}

export function reversed(lines: string[]) {
  const out: string[] = [];
  lines.forEach((line) => {
    out.unshift(line.trim()); // wattlint-expect: list-insert-front-in-loop
  });
  return out;
}

export function drain(jobs: Entry[]) {
  const queue = jobs.slice();
  while (queue.length > 0) {
    const job = queue.shift(); // wattlint-ok: list-insert-front-in-loop
    console.log(job?.id);
  }
}

export function breadcrumbs(node: any): string[] {
  const names: string[] = [];
  while (node) {
    names.unshift(node.name); // wattlint-ok: list-insert-front-in-loop
    node = node.parent;
  }
  return names;
}

export function latest(entries: Entry[], count: number): Entry[] {
  const kept: Entry[] = [];
  for (const entry of entries) {
    kept.unshift(entry); // wattlint-ok: list-insert-front-in-loop
    if (kept.length > count) kept.pop();
  }
  return kept;
}

export function withAll(options: string[]): string[] {
  const all = [...options];
  all.unshift("all"); // wattlint-ok: list-insert-front-in-loop
  return all;
}

export function perGroup(groups: Entry[][]): Entry[][] {
  return groups.map((group) => {
    const own = [...group];
    own.unshift({ id: "head", at: 0 }); // wattlint-ok: list-insert-front-in-loop
    return own;
  });
}
