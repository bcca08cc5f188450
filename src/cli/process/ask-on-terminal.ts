import { createInterface } from "node:readline/promises";

/** A stream that may be a terminal; `isTTY` is absent where it is none. */
interface Terminal {
  readonly isTTY?: boolean | undefined;
}

/**
 * Asks a question in one line and gives the answer, without spaces around it. Undefined where one of the two is no
 * terminal, so that nobody can answer. Whoever leaves without one (Ctrl-C, Ctrl-D, `signal`) has answered nothing: "".
 */
export async function askOnTerminal(
  question: string,
  {
    input,
    output,
    signal,
  }: {
    readonly input: NodeJS.ReadableStream & Terminal;
    readonly output: NodeJS.WritableStream & Terminal;
    readonly signal: AbortSignal;
  },
): Promise<string | undefined> {
  if (input.isTTY !== true || output.isTTY !== true) return undefined;
  const terminal = createInterface({ input, output });
  try {
    return (await terminal.question(question, { signal })).trim();
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
    // What is told next begins on a line of its own.
    output.write("\n");
    return "";
  } finally {
    terminal.close();
  }
}
