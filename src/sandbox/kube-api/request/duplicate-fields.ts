/** The members that a JSON text gives more than once, as paths: the parser keeps the last of them without a word. */
export function duplicateFields(text: string): string[] {
  const duplicates: string[] = [];
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g);
  const open: Level[] = [];
  let previous = "";
  for (const [token] of tokens) {
    const level = open.at(-1);
    if (token === "{" || token === "[") {
      open.push({ isArray: token === "[", seen: new Set(), name: "", index: 0 });
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === "," && level?.isArray === true) {
      level.index++;
    } else if (token === ":" && level !== undefined) {
      level.name = JSON.parse(previous) as string;
      if (level.seen.has(level.name)) duplicates.push(pathOf(open));
      level.seen.add(level.name);
    }
    previous = token;
  }
  return [...new Set(duplicates)];
}

interface Level {
  readonly isArray: boolean;
  readonly seen: Set<string>;
  name: string;
  index: number;
}

function pathOf(levels: readonly Level[]): string {
  return levels
    .map((level) => (level.isArray ? `[${level.index}]` : `.${level.name}`))
    .join("")
    .slice(1);
}
