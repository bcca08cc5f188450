import { describe, expect, it } from "vitest";
import { outsideWorldFindings } from "./outside-world.ts";
import { parseSourceFile } from "./source-file.ts";

function rulesOf(text: string, file = "src/kube/example.ts"): readonly string[] {
  return outsideWorldFindings(parseSourceFile(file, text)).map(({ rule }) => rule);
}

describe("outsideWorldFindings", () => {
  it.each([
    ["the wall clock", "Date.now();", "world-time"],
    ["a date made of nothing", "new Date();", "world-time"],
    ["Date as a function", "Date();", "world-time"],
    ["a destructured clock", "const { now } = Date;", "world-time"],
    ["the monotonic clock", "performance.now();", "world-time"],
    ["a global timer", "setTimeout(() => 1, 5);", "world-time"],
    ["a timer handed on", "const options = { timer: setInterval };", "world-time"],
    ["a timer of the global object", "globalThis.setTimeout(() => 1, 5);", "world-process"],
    ["an imported timer", 'import { setTimeout as later } from "node:timers/promises";', "world-time"],
    ["a deadline of the platform", "AbortSignal.timeout(5);", "world-time"],
    ["chance", "const random = Math.random;", "world-random"],
    ["an imported random id", 'import { randomUUID } from "node:crypto";', "world-random"],
    ["a random id of the platform", "crypto.randomUUID();", "world-random"],
    ["the environment", "const home = process.env.HOME;", "world-process"],
    ["the arguments", "process.argv.slice(2);", "world-process"],
    ["a computed member", 'process["env"];', "world-process"],
    ["the process handed on", "start(process);", "world-process"],
    ["the imported process", 'import { env } from "node:process";', "world-process"],
  ])("reports %s", (_what, text, rule) => {
    expect(rulesOf(text)).toEqual([rule]);
  });

  it.each([
    ["a date made of a number", "new Date(0).toISOString();"],
    ["a date made by UTC", "Date.UTC(2026, 0, 1);"],
    ["a test for a date", "const isDate = (value: unknown) => value instanceof Date;"],
    ["arithmetic", "Math.max(1, 2);"],
    ["hashing", 'import { createHash } from "node:crypto";'],
    ["a method of the same name", "class Clock { setTimeout(): void {} }"],
    ["a member of the same name", "clock.setTimeout(1); options.process.env;"],
    ["a type of the same name", "type Handle = ReturnType<typeof setTimeout>; let at: Date;"],
    ["the platform's name", "const isLinux = process.platform === 'linux';"],
  ])("lets %s pass", (_what, text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  it.each([
    ["src/cli/run.ts", []],
    ["src/main.ts", []],
    ["test/integration/example.test.ts", []],
    ["scripts/build.ts", []],
    ["src/base/system-clock.ts", ["world-random", "world-process"]],
    ["src/kube/example.test.ts", ["world-time", "world-random"]],
    ["src/kube/example.ts", ["world-time", "world-random", "world-process"]],
  ])("knows what %s must not touch", (file, rules) => {
    expect(rulesOf("Date.now(); Math.random(); process.env;", file)).toEqual(rules);
  });
});
