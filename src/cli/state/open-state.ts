import { MovableClock } from "../../base/movable-clock.ts";
import type { CliContext } from "../cli-context.ts";
import type { Cleanups } from "../process/cleanups.ts";
import { StateKeeper, type StateSource } from "./state-keeper.ts";
import type { SavedState } from "./state-text.ts";

/** Where a command's emulator begins, and how what is in it is kept. */
export interface OpenState {
  /** Empty where nothing is kept, or nothing was yet. */
  readonly loaded: SavedState;
  /** The emulator's clock, as far ahead as it was put. */
  readonly clock: MovableClock;
  /** Keeps the state from now on, where there is a file. @throws {CliError} when it cannot be written. */
  readonly keep: (source: StateSource) => Promise<void>;
}

/**
 * Opens the file of `--state`, if there is to be one. To be called before any server starts, so that the last state is
 * written after all have ended.
 * @throws {CliError} when another process has the file, or it is no state.
 */
export async function openState(
  file: string | undefined,
  { clock, pid, stderr }: CliContext,
  cleanups: Cleanups,
): Promise<OpenState> {
  if (file === undefined) return { loaded: {}, clock: new MovableClock(clock), keep: () => Promise.resolve() };
  const keeper = await StateKeeper.open({
    file,
    pid,
    clock,
    complain: (text) => stderr.write(`apprunner-operator: ${text}\n`),
  });
  cleanups.add(() => keeper.stop());
  const { loaded } = keeper;
  return {
    loaded,
    clock: new MovableClock(clock, loaded.appRunner?.aheadMs),
    keep: (source) => keeper.start(source),
  };
}
