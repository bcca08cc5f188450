/** One command of a session, as the README has it. */
export interface SessionCommand {
  readonly line: string;
  /** What its output has to contain, spaces aside. */
  readonly shows: readonly string[];
  /** How it has to end. */
  readonly exitCode: number;
  /** It goes on until somebody presses Ctrl-C. */
  readonly untilInterrupted: boolean;
}

const block = /<!-- session: (?<name>[^>]+?) -->\s*```sh\n(?<body>[\s\S]*?)```/g;

/** The commands of each session of a Markdown text; blocks of the same session belong together, in their order. */
export function parseSessions(markdown: string): ReadonlyMap<string, readonly SessionCommand[]> {
  const sessions = new Map<string, readonly SessionCommand[]>();
  for (const { groups } of markdown.matchAll(block)) {
    const { name = "", body = "" } = groups ?? {};
    sessions.set(name, [...(sessions.get(name) ?? []), ...parseCommands(body)]);
  }
  return sessions;
}

function parseCommands(body: string): readonly SessionCommand[] {
  const commands: SessionCommand[] = [];
  for (const line of body.split("\n").filter((text) => text.trim() !== "")) {
    const last = commands.at(-1);
    const shown = /^#> (.*)$/.exec(line)?.[1];
    if (shown === undefined) {
      const exitCode = Number(/ # exit code (\d+)/.exec(line)?.[1] ?? 0);
      commands.push({ line, shows: [], exitCode, untilInterrupted: line.endsWith(" # Ctrl-C") });
    } else if (last !== undefined) {
      commands[commands.length - 1] = { ...last, shows: [...last.shows, shown] };
    }
  }
  return commands;
}
