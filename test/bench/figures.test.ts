import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callFigures } from "../../bench/call-figures.ts";
import { verdict, type Figure } from "../../bench/figure.ts";
import { nodeFlags } from "../../bench/node-flags.ts";
import { parseOptions } from "../../bench/options.ts";
import { median, percentile } from "../../bench/statistics.ts";
import { tables } from "../../bench/tables.ts";

const figure = (more: Partial<Figure>): Figure => ({
  server: "embedded",
  measure: "Memory",
  name: "1 service",
  value: 1,
  unit: "MB",
  ...more,
});

describe("percentile", () => {
  it.each([
    { samples: [3], part: 0.5, expected: 3 },
    { samples: [4, 1, 3, 2], part: 0.5, expected: 2 },
    { samples: [5, 1, 3, 2, 4], part: 0.5, expected: 3 },
    { samples: Array.from({ length: 100 }, (_, index) => index + 1), part: 0.95, expected: 95 },
    { samples: [1, 2], part: 0, expected: 1 },
  ])("of $samples.length samples at $part is $expected", ({ samples, part, expected }) => {
    expect(percentile(samples, part)).toBe(expected);
  });

  it("has no answer without samples", () => {
    expect(() => median([])).toThrow("no samples");
  });
});

describe("the figures of calls", () => {
  it("tell all of them, and each once by what it was for", () => {
    const operations = ["CreateService", "TagResource", "ListOperations", "ListServices", "GetCallerIdentity"];
    const calls = operations.map((operation, index) => ({
      number: index + 1,
      operation,
      requestId: "",
      atMs: 0,
      status: 200,
    }));
    const figures = callFigures(calls, { server: "embedded", measure: "Team", atMost: 1 });
    expect(figures.map(({ value }) => value)).toEqual([5, 2, 1, 1, 1]);
    expect(figures.map(verdict)).toEqual([undefined, "missed", undefined, undefined, undefined]);
  });
});

describe("the verdict", () => {
  it.each([
    { value: 30, atMost: 30, expected: "met" },
    { value: 30.1, atMost: 30, expected: "missed" },
  ])("of $value with an aim of at most $atMost is $expected", ({ value, atMost, expected }) => {
    expect(verdict(figure({ value, atMost }))).toBe(expected);
  });

  it("is not given without an aim", () => {
    expect(verdict(figure({}))).toBeUndefined();
  });
});

describe("the tables", () => {
  it("show servers side by side, and a miss on either of them", () => {
    const figures = [
      figure({ value: 99.5, atMost: 120 }),
      figure({ value: 121, atMost: 120, server: "real" }),
      figure({ name: "100 services", value: 0.254 }),
    ];
    expect(tables(figures)).toBe(
      [
        "Memory",
        "                embedded API  kube-apiserver     aim",
        "  1 service          99.5 MB          121 MB  <= 120  missed",
        "  100 services       0.25 MB               -",
        "",
      ].join("\n"),
    );
  });
});

describe("the options", () => {
  it("default to both servers, in full, as text", () => {
    expect(parseOptions([])).toEqual({ servers: ["embedded", "real"], quick: false, output: "text" });
  });

  it.each([["--only=kind"], ["--output=xml"], ["--fast"]])("refuse %s", (argument) => {
    expect(() => parseOptions([argument])).toThrow(/--(only|output|fast)/);
  });
});

describe("the process that is measured", () => {
  const contentOf = (file: string): Promise<string> => readFile(join(import.meta.dirname, "../..", file), "utf8");

  it("is started as the image and npm run operator start it", async () => {
    const quoted = nodeFlags.map((flag) => `"${flag}"`).join(", ");
    expect(await contentOf("Dockerfile")).toContain(`ENTRYPOINT ["/nodejs/bin/node", ${quoted}, "/app/`);
    expect(await contentOf("package.json")).toContain(`node ${nodeFlags.join(" ")} dist/apprunner-operator.js run`);
  });
});
