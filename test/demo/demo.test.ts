import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/base/system-clock.ts";
import { demo } from "../../src/cli/demo/demo.ts";
import type { CliContext } from "../../src/cli/cli-context.ts";
import { scenario } from "../../src/demo/scenario.ts";
import type { DemoStep } from "../../src/demo/step.ts";

/** Slow enough for a busy machine: a change made elsewhere is seen only while its operation runs, here for a second. */
const steadySpeed = 300;
const options = { logLevel: "error", output: "json", readyFile: undefined } as const;

interface Line {
  readonly event: string;
  readonly step?: number;
  readonly calls?: readonly string[];
  readonly message?: string;
}

/** The demo in this process, over real sockets. */
function play(steps: readonly DemoStep[], speed: number) {
  const controller = new AbortController();
  let stdout = "";
  let stderr = "";
  const sink = (write: (text: string) => void) => ({ write, isTTY: false, columns: 80 });
  const context: CliContext = {
    env: {},
    stdout: sink((text) => (stdout += text)),
    stderr: sink((text) => (stderr += text)),
    readStdin: () => Promise.resolve(""),
    ask: () => Promise.resolve(undefined),
    signal: controller.signal,
    clock: systemClock,
    random: Math.random,
    hostname: "test",
    pid: process.pid,
    nodeVersion: process.versions.node,
    dataFolder: path.resolve(import.meta.dirname, "../.."),
  };
  const lines = (): Line[] =>
    stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line);
  return {
    ended: demo({ ...options, speed }, context, steps),
    lines,
    stderr: () => stderr,
    stop: () => controller.abort(new Error("told to stop")),
  };
}

function replaced(index: number, changes: Partial<DemoStep["expect"]>): readonly DemoStep[] {
  return scenario
    .slice(0, index + 1)
    .map((step, at) => (at === index ? { ...step, expect: { ...step.expect, ...changes } } : step));
}

/** Settings of a shell that would lead anywhere but to the emulator. */
const misleading = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_ENDPOINT_URL_APPRUNNER: "http://127.0.0.1:1",
  AWS_PROFILE: "no-such-profile",
  AWS_REGION: "eu-central-1",
  KUBECONFIG: "/no/such/file",
};

describe("the demo", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("plays every step as told, with exactly the App Runner calls that it tells of, whatever the shell says of AWS", async () => {
    for (const [name, value] of Object.entries(misleading)) vi.stubEnv(name, value);
    const { ended, lines, stderr } = play(scenario, steadySpeed);
    await expect(ended).resolves.toBe(0);
    const calls = lines().flatMap((line) => (line.event === "stepEnded" ? (line.calls ?? []) : []));
    expect(calls).toEqual([
      "CreateService",
      "UpdateService",
      "UpdateService",
      "UpdateService",
      "PauseService",
      "ResumeService",
      "UpdateService",
      "DeleteService",
      "CreateAutoScalingConfiguration",
      "CreateService",
      "CreateService",
      "CreateAutoScalingConfiguration",
      "UpdateService",
      "UpdateService",
      "DeleteAutoScalingConfiguration",
      "DeleteService",
      "DeleteService",
      "DeleteAutoScalingConfiguration",
    ]);
    expect(lines().at(-1)).toMatchObject({ event: "finished", steps: scenario.length });
    expect(stderr()).toBe("");
  });

  it("does not pass for played when it is stopped", async () => {
    const { ended, lines, stop } = play(scenario, 10);
    await vi.waitFor(() => expect(lines()).toHaveLength(1), 60_000);
    stop();
    await expect(ended).rejects.toMatchObject({ name: "CliError", exitCode: 130 });
    expect(lines().map(({ event }) => event)).toEqual(["stepBegan", "stopped"]);
  });

  it.each<[string, number, Partial<DemoStep["expect"]>, RegExp]>([
    ["another call", 0, { calls: ["StartDeployment"] }, /^step 1 .* expected the calls StartDeployment/],
    ["no call", 0, { calls: [] }, /^step 1 .* expected the calls \(none\), and the operator made CreateService/],
    ["an image that App Runner does not have", 0, { live: { image: "web:9" } }, /^step 1 .* expected the image web:9/],
    [
      "that the rollback did not happen",
      2,
      { operation: { type: "UPDATE_SERVICE", status: "SUCCEEDED" } },
      /^step 3 .* it is UPDATE_SERVICE ROLLBACK_SUCCEEDED$/,
    ],
  ])("fails with the step and what came instead, when it is told %s", async (_lie, index, changes, message) => {
    const { ended, lines } = play(replaced(index, changes), 1000);
    await expect(ended).rejects.toThrow(message);
    await expect(ended).rejects.toMatchObject({ name: "CliError", exitCode: 1 });
    expect(lines().at(-1)).toMatchObject({ event: "stepFailed", step: index + 1 });
  });
});
