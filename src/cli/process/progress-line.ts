import type { TextSink } from "../cli-context.ts";

/** What a long command tells meanwhile, on stderr: on a terminal one line that changes, elsewhere nothing but notes. */
export interface ProgressLine {
  readonly tell: (text: string) => void;
  /** A line of its own, which stays. */
  readonly note: (text: string) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

const clearLine = "\r\u001b[2K";

export function progressLine(stderr: TextSink): ProgressLine {
  let isShown = false;
  const end = (): void => {
    if (isShown) stderr.write(clearLine);
    isShown = false;
  };
  return {
    tell(text) {
      if (!stderr.isTTY) return;
      stderr.write(`${clearLine}${text.slice(0, stderr.columns - 1)}`);
      isShown = true;
    },
    note(text) {
      end();
      stderr.write(`${text}\n`);
    },
    end,
  };
}
