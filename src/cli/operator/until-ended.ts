import { unreachable } from "../../base/unreachable.ts";
import { CliError } from "../cli-error.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { untilAborted } from "../process/until-aborted.ts";
import type { RunningOperator } from "./start-operator.ts";

/**
 * Calls `onReady` once the operator knows all that there is, and waits for its end, which comes by itself or because
 * `signal` is aborted. When `onReady` rejects, the operator is stopped, and so does this.
 * @throws {CliError} when the operator did not end because it was told to.
 */
export async function untilEnded(
  operator: RunningOperator,
  signal: AbortSignal,
  onReady: () => Promise<void>,
): Promise<ExitCode> {
  const ready = operator.synced.then(onReady);
  try {
    await Promise.race([operator.ended, untilAborted(signal), ready.then(() => operator.ended)]);
  } finally {
    await operator.stop();
  }
  const end = await operator.ended;
  switch (end.type) {
    case "stopped":
      return exitCode.ok;
    case "failed":
      throw new CliError(end.message);
    case "leadershipLost":
      throw new CliError(
        "the lease was lost (not renewed in time, or taken by another operator): start again to compete for it",
        exitCode.leadershipLost,
      );
    default:
      return unreachable(end);
  }
}
