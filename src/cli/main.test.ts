import { expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { CliContext } from "./cli-context.ts";
import { main } from "./main.ts";

async function run(line: string, changes: Partial<CliContext> = {}) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const sink = (texts: string[]) => ({ write: (text: string) => void texts.push(text), isTTY: false, columns: 80 });
  const code = await main(line.split(" "), {
    env: {},
    stdout: sink(stdout),
    stderr: sink(stderr),
    readStdin: () => Promise.resolve(""),
    ask: () => Promise.resolve(undefined),
    signal: new AbortController().signal,
    clock: new VirtualClock(),
    random: () => 0.5,
    hostname: "test",
    pid: 1,
    nodeVersion: "24.0.0",
    dataFolder: "/nowhere",
    ...changes,
  });
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

it("writes what was asked for to stdout", async () => {
  expect(await run("--version")).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
});

it("writes one line to stderr when the command line makes no sense", async () => {
  expect(await run("demo --output yaml")).toEqual({
    code: 64,
    stdout: "",
    stderr: 'apprunner-operator: --output must be one of text, json, not "yaml"\n',
  });
});

it("does not start on a Node that is too old", async () => {
  expect(await run("demo", { nodeVersion: "20.1.0" })).toMatchObject({
    code: 1,
    stderr:
      "apprunner-operator: Node 22.19 or newer is needed, and this is 20.1.0: install a newer one from https://nodejs.org\n",
  });
});

it("shows where a defect is", async () => {
  const broken = { write: () => undefined, isTTY: false, columns: 80 };
  const { code, stderr } = await run("--version", {
    stdout: {
      ...broken,
      write: () => {
        throw new TypeError("boom");
      },
    },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^apprunner-operator: this is a defect, please report it: TypeError: boom\n\s+at /);
});

it("takes being told to stop for no failure, however early it is", async () => {
  const controller = new AbortController();
  controller.abort(new Error("stop"));
  const write = (): never => {
    throw controller.signal.reason as Error;
  };
  const { code, stderr } = await run("--version", {
    signal: controller.signal,
    stdout: { write, isTTY: false, columns: 80 },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
