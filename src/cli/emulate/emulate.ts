import { createAppRunnerEmulator } from "../../sandbox/app-runner/emulator.ts";
import { listen, type Listening } from "../../sandbox/serve.ts";
import type { CliContext } from "../cli-context.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { listenError } from "../process/listen-error.ts";
import { writeReadyFile } from "../process/ready-file.ts";
import { untilAborted } from "../process/until-aborted.ts";
import { checkKnobs } from "./check-knobs.ts";
import { emulateGreeting } from "./emulate-greeting.ts";
import type { EmulateOptions } from "./emulate-options.ts";

/** The command `emulate`: serves the emulator until it is told to stop. */
export async function emulate(options: EmulateOptions, context: CliContext): Promise<ExitCode> {
  const { speed, account } = options;
  const { clock, random, stdout, signal } = context;
  const emulator = createAppRunnerEmulator({
    clock,
    random,
    speed,
    account,
    ...checkKnobs(options),
  });
  const server = await open(options.port, (request) => emulator.handle(request));
  try {
    const addresses = { appRunnerUrl: server.url };
    await writeReadyFile(options.readyFile, addresses, context.pid);
    stdout.write(
      options.output === "json"
        ? `${JSON.stringify({ event: "ready", ...addresses })}\n`
        : emulateGreeting(server.url, options),
    );
    await untilAborted(signal);
  } finally {
    await server.close();
  }
  return exitCode.ok;
}

async function open(port: number, handle: (request: Request) => Promise<Response>): Promise<Listening> {
  try {
    return await listen(handle, { port });
  } catch (error) {
    throw listenError(error, port, "port");
  }
}
