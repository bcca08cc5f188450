import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { KubeApiError } from "../kube/kube-error.ts";
import { createLogger, type LogFormat, type Logger, type LogLevel } from "./logger.ts";

function setUp(options: { format?: LogFormat; level?: LogLevel; colour?: boolean } = {}): {
  logger: Logger;
  lines: string[];
} {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  const logger = createLogger({ level: "info", format: "json", destination, clock: new VirtualClock(), ...options });
  return { logger, lines };
}

describe("createLogger", () => {
  it("writes one JSON object per line, with ISO time, level, fields and message", () => {
    const { logger, lines } = setUp();
    logger.with({ kind: "AppRunnerService" }).log("info", "created", { key: "a/b", calls: 2, missing: undefined });
    expect(lines).toEqual([
      '{"level":"info","time":"2026-01-01T00:00:00.000Z","kind":"AppRunnerService","key":"a/b","calls":2,"msg":"created"}\n',
    ]);
  });

  it("writes one line for a person, quoting what has spaces", () => {
    const { logger, lines } = setUp({ format: "text" });
    logger.log("warn", "slow", { key: "a/b", why: "two words", keys: ["x", "y"], ok: false });
    expect(lines).toEqual(['00:00:00.000 WARN  slow key=a/b why="two words" keys=["x","y"] ok=false\n']);
  });

  it("keeps line breaks and control characters of fields within the line", () => {
    const { logger, lines } = setUp({ format: "text" });
    logger.log("info", "x", { text: "a\nb\u001b[31m" });
    expect(lines).toEqual(['00:00:00.000 INFO  x text="a\\nb\\u001b[31m"\n']);
  });

  it("colours for a terminal only", () => {
    const { logger, lines } = setUp({ format: "text", colour: true });
    logger.log("error", "x");
    expect(lines[0]).toContain("\u001b[31mERROR\u001b[0m");
  });

  it("leaves out what is below its level, which may change at run time", () => {
    const { logger, lines } = setUp({ level: "warn" });
    const child = logger.with({ a: 1 });
    child.log("info", "no");
    logger.setLevel("debug");
    child.log("debug", "yes");
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["yes"]);
  });

  it("writes of an error its name and message, never its other members or causes", () => {
    const { logger, lines } = setUp();
    const cause = Object.assign(new Error("canary"), { body: "canary" });
    const failure = Object.assign(new KubeApiError("GET x: 500", { status: 500, reason: "" }), {
      cause,
      body: "canary",
    });
    logger.log("error", "failed", {}, failure);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ error: "GET x: 500", errorName: "KubeApiError" });
    expect(lines[0]).not.toContain("canary");
    expect(lines[0]).not.toContain("stack");
  });

  it("says where a defect was thrown, without repeating its text", () => {
    const { logger, lines } = setUp();
    logger.log("error", "failed", {}, new TypeError("no\nname"));
    const record = JSON.parse(lines[0] ?? "") as { error: string; stack: readonly string[] };
    expect(record.error).toBe("no name");
    expect(record.stack[0]).toMatch(/^at .*logger\.test\.ts/u);
  });

  it.each([
    ["a text", "canary"],
    ["an object", { password: "canary" }],
    ["null", null],
  ])("says only the type of %s that was thrown", (_name, thrown) => {
    const { logger, lines } = setUp();
    logger.log("error", "failed", {}, thrown);
    expect(lines[0]).not.toContain("canary");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ error: typeof thrown });
  });
});
