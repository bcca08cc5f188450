/** How the program ends, for scripts. `--help` and the README say the same. */
export const exitCode = {
  ok: 0,
  /** It could not start, failed, or a step of the demo did not come out as told. */
  failure: 1,
  /** The plan has something to do. */
  somethingToDo: 2,
  /** The operator lost its lease against its will. Start it again. */
  leadershipLost: 3,
  /** A flag, a variable or a combination of them makes no sense; nothing was started. As EX_USAGE of sysexits.h. */
  usage: 64,
  /** A signal ended the demo, or a second one any command, before it was done: 128 and the number of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** For the end of `--help`. */
export const exitCodeHelp = `Exit codes:
  0    done, or ended by SIGTERM or Ctrl-C in good order
  1    it could not start, it failed, or a step of the demo came out otherwise
  2    the plan has something to do
  3    the operator lost its lease against its will; start it again
  64   a flag or an environment variable makes no sense; nothing was started
  130  a signal ended the demo before its end, or a second one any command`;
