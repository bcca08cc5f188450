import { startAppRunner } from "../../sandbox/start.ts";
import type { CliContext } from "../cli-context.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { Cleanups } from "../process/cleanups.ts";
import { listenError } from "../process/listen-error.ts";
import { writeReadyFile } from "../process/ready-file.ts";
import { untilAborted } from "../process/until-aborted.ts";
import { openState } from "../state/open-state.ts";
import { checkKnobs } from "./check-knobs.ts";
import { emulateGreeting } from "./emulate-greeting.ts";
import type { EmulateOptions } from "./emulate-options.ts";

/** The command `emulate`: serves the emulator until it is told to stop. */
export async function emulate(options: EmulateOptions, context: CliContext): Promise<ExitCode> {
  const { port, speed, account } = options;
  const { random, stdout, signal } = context;
  const knobs = checkKnobs(options);
  const cleanups = new Cleanups();
  try {
    const { loaded, clock, keep } = await openState(options.state, context, cleanups);
    const saved = loaded.appRunner;
    const server = await startAppRunner({ clock, random, speed, account, port, saved, ...knobs }).catch(
      (error: unknown) => {
        throw listenError(error, port, "port");
      },
    );
    cleanups.add(() => server.close());
    await keep({
      state: () => ({ appRunner: { ...server.save(), aheadMs: clock.aheadMs } }),
      isUnderWay: () => server.isUnderWay(),
    });
    const addresses = { appRunnerUrl: server.url };
    await writeReadyFile(options.readyFile, addresses, context.pid);
    stdout.write(
      options.output === "json"
        ? `${JSON.stringify({ event: "ready", ...addresses })}\n`
        : emulateGreeting(server.url, options),
    );
    await untilAborted(signal);
  } finally {
    await cleanups.run();
  }
  return exitCode.ok;
}
