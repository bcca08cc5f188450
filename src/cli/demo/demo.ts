import { readFile } from "node:fs/promises";
import path from "node:path";
import { styleText } from "node:util";
import { loadAll } from "js-yaml";
import { unreachable } from "../../base/unreachable.ts";
import { DemoFailure } from "../../demo/demo-failure.ts";
import { jsonView } from "../../demo/json-view.ts";
import { liveWorld } from "../../demo/live-world.ts";
import type { Manifest } from "../../demo/manifest.ts";
import { playScenario } from "../../demo/play-scenario.ts";
import { scenario } from "../../demo/scenario.ts";
import type { DemoStep } from "../../demo/step.ts";
import { type Subject, subjects } from "../../demo/subjects.ts";
import { TextView } from "../../demo/text-view.ts";
import type { DemoView } from "../../demo/view.ts";
import { createLogger } from "../../telemetry/logger.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { pace } from "../emulate/emulate-greeting.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { anyLoopbackPort } from "../options/shared-options.ts";
import { startEmbeddedKubernetes } from "../playground/start-embedded-kubernetes.ts";
import { playgroundRegion, startPlayground } from "../playground/start-playground.ts";
import { Cleanups } from "../process/cleanups.ts";
import { writeReadyFile } from "../process/ready-file.ts";
import { version } from "../version.ts";
import type { DemoOptions } from "./demo-options.ts";

const account = "111122223333";

/** The command `demo`: starts what the sandbox starts, and plays the scenario on it. */
export async function demo(
  options: DemoOptions,
  context: CliContext,
  steps: readonly DemoStep[] = scenario,
): Promise<ExitCode> {
  const { clock, random, stderr, signal } = context;
  const { speed } = options;
  const logger = createLogger({ level: options.logLevel, format: "text", destination: stderr, clock });
  const cleanups = new Cleanups();
  try {
    const view = viewFor(options, context);
    const cluster = await startEmbeddedKubernetes({ port: 0, kubeconfig: undefined }, context, cleanups);
    const ports = { appRunnerPort: 0, metricsAddress: anyLoopbackPort, healthAddress: anyLoopbackPort };
    const playground = await startPlayground(cluster, { speed, ...ports, logger }, context, cleanups);
    const { client, operator } = playground;
    const appRunnerUrl = playground.appRunner.url;
    try {
      await operator.synced;
      const addresses = {
        appRunnerUrl,
        kubernetesUrl: cluster.config.server,
        kubeconfig: cluster.kubeconfig,
        metricsUrl: operator.metricsUrl,
        healthUrl: operator.healthUrl,
      };
      await writeReadyFile(options.readyFile, addresses, context.pid);
      const place = { account, region: playgroundRegion };
      const world = liveWorld({ client, appRunnerUrl, place, speed, version, clock, random });
      const manifests = {
        greeter: await readManifests("greeter", context.dataFolder),
        web: await readManifests("web", context.dataFolder),
      };
      await playScenario({ steps, manifests, world, view, clock, speed, signal });
    } finally {
      await operator.stop();
    }
    return exitCode.ok;
  } catch (error) {
    // Nobody may take it for the scenario's end.
    if (signal.aborted && error === signal.reason) {
      throw new CliError("the demo was stopped before its end", exitCode.interrupted, { cause: error });
    }
    if (error instanceof DemoFailure) throw new CliError(error.message, undefined, { cause: error });
    throw error;
  } finally {
    await cleanups.run();
  }
}

async function readManifests(subject: Subject, dataFolder: string): Promise<readonly Manifest[]> {
  const text = await readFile(path.join(dataFolder, "examples", subjects[subject].example), "utf8");
  return loadAll(text) as Manifest[];
}

function viewFor({ output, speed }: DemoOptions, { stdout }: CliContext): DemoView {
  const write = (text: string): void => stdout.write(text);
  switch (output) {
    case "json":
      return jsonView(write);
    case "text":
      write(
        `The life of a service on App Runner, emulated ${pace(speed)}:\n` +
          `a Kubernetes API, an App Runner emulator and the operator, on this machine alone.\n` +
          `The manifests are examples/${subjects.greeter.example} and, at the end, examples/${subjects.web.example}.\n`,
      );
      return new TextView({
        write,
        liveColumns: stdout.isTTY ? stdout.columns : undefined,
        // Heeds NO_COLOR and whether stdout is a terminal.
        paint: (style, text) => styleText(style, text, { stream: process.stdout }),
        speed,
      });
    default:
      return unreachable(output);
  }
}
