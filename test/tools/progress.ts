/** Takes one line, without its end, that tells a waiting person what is going on. */
export type Progress = (line: string) => void;

/** Progress goes to stderr, so that a command's stdout stays its result. */
export const progressOnStderr: Progress = (line) => {
  process.stderr.write(`tools: ${line}\n`);
};
