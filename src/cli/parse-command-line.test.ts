import { describe, expect, it } from "vitest";
import type { CliError } from "./cli-error.ts";
import { exitCode } from "./exit-code.ts";
import { parseCommandLine } from "./parse-command-line.ts";

const parse = (line: string, env: Record<string, string> = {}) =>
  parseCommandLine(
    line.split(" ").filter((word) => word !== ""),
    env,
    80,
  );

/** The options that come out of a command line. */
function optionsOf(line: string, env: Record<string, string> = {}): object {
  const parsed = parse(line, env);
  if (parsed.kind !== "command") throw new Error("expected a command");
  return parsed.command.options;
}

describe("a command line that makes sense", () => {
  it.each([
    ["emulate", { port: 4566, speed: 40, output: "text", readyFile: undefined }],
    ["emulate --port 0 --speed 1", { port: 0, speed: 1 }],
    [
      "emulate --port=81 --switches serviceQuota=2,pausedUpdate=allow,updatedAtMoves=true",
      { switches: { serviceQuota: 2, pausedUpdate: "allow", updatedAtMoves: true } },
    ],
    [
      "sandbox --durations createFromImage=60000 --switches closedAccount=true",
      { durations: { createFromImage: 60_000 }, switches: { closedAccount: true } },
    ],
    ["demo", { speed: 100, output: "text" }],
    ["sandbox", { speed: 40, yes: false, kubeconfig: undefined, logLevel: "warn", logFormat: "text" }],
    ["sandbox --yes --context kind-kind", { yes: true, context: "kind-kind" }],
    ["sandbox --metrics-address 127.0.0.1:9090", { metricsAddress: { host: "127.0.0.1", port: 9090 } }],
    ["run", { leaderElect: true, workers: 4, speed: 1, region: undefined, namespaces: undefined, logFormat: "json" }],
    ["run --leader-elect=false", { leaderElect: false }],
    ["run --leader-elect", { leaderElect: true }],
    ["run --namespaces a,b,a", { namespaces: ["a", "b"] }],
    ["run --metrics-address :0 --health-address [::1]:81", { metricsAddress: { host: undefined, port: 0 } }],
    ["run --region eu-west-1", { region: "eu-west-1" }],
    [
      "run --aws-endpoint-url http://127.0.0.1:4566/ --speed 40",
      { awsEndpointUrl: "http://127.0.0.1:4566", speed: 40 },
    ],
    ["run --aws-endpoint-url http://127.0.0.1:1 --region eu-north-1", { region: "eu-north-1" }],
  ])("%s", (line, expected) => {
    expect(optionsOf(line)).toMatchObject(expected);
  });
});

describe("the environment", () => {
  it.each([
    ["stands for a flag", "emulate", { APPRUNNER_OPERATOR_PORT: "0" }, { port: 0 }],
    ["gives way to the flag", "emulate --port 5", { APPRUNNER_OPERATOR_PORT: "0" }, { port: 5 }],
    ["counts as absent where it is empty", "emulate", { APPRUNNER_OPERATOR_PORT: "" }, { port: 4566 }],
    ["says true or false", "run", { APPRUNNER_OPERATOR_LEADER_ELECT: "false" }, { leaderElect: false }],
    ["names the region as AWS's tools do", "run", { AWS_REGION: "us-west-2" }, { region: "us-west-2" }],
    ["names a region for want of another", "run", { AWS_DEFAULT_REGION: "us-west-2" }, { region: "us-west-2" }],
    [
      "prefers AWS_REGION",
      "run",
      { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-west-2" },
      { region: "eu-west-1" },
    ],
    ["names an emulator as the SDK does", "run --speed 3", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, { speed: 3 }],
    ["of kubectl puts no sandbox on a cluster", "sandbox", { KUBECONFIG: "/prod" }, { kubeconfig: undefined }],
  ])("%s", (_sentence, line, env, expected) => {
    expect(optionsOf(line, env as Record<string, string>)).toMatchObject(expected);
  });

  it("stands for every flag of every command, and help says how", () => {
    for (const command of ["run", "sandbox", "emulate", "demo"]) {
      const help = parse(`${command} --help`);
      const text = help.kind === "text" ? help.text.replaceAll(/\s+/g, " ") : "";
      const flags = [...text.matchAll(/ --([a-z-]+) [<[]/g)].map(([, flag]) => flag ?? "");
      const variables = [...text.matchAll(/env: ([A-Z_]+)\)/g)].map(([, name]) => name ?? "");
      expect(flags.length).toBeGreaterThanOrEqual(4);
      expect(variables).toEqual(
        flags.map((flag) =>
          flag === "region" ? "AWS_REGION" : `APPRUNNER_OPERATOR_${flag.toUpperCase().replaceAll("-", "_")}`,
        ),
      );
    }
  });
});

describe("a command line that makes no sense", () => {
  it.each([
    ["", {}, "no command: give one of run, import, plan, sandbox, emulate, demo (see apprunner-operator --help)"],
    [
      "fly",
      {},
      'unknown command "fly": give one of run, import, plan, sandbox, emulate, demo (see apprunner-operator --help)',
    ],
    ["emulate --prt 1", {}, "unknown option '--prt' (Did you mean --port?); see apprunner-operator emulate --help"],
    [
      "emulate extra",
      {},
      "too many arguments for 'emulate'. Expected 0 arguments but got 1: extra; see apprunner-operator emulate --help",
    ],
    ["--fast", {}, "unknown option '--fast'; see apprunner-operator --help"],
    ["emulate --port", {}, "option '--port <port>' argument missing"],
    ["emulate --port 65536", {}, '--port must be a port, from 0 (any free one) to 65535, not "65536"'],
    ["emulate --port 1e3", {}, '--port must be a port, from 0 (any free one) to 65535, not "1e3"'],
    ["emulate --speed 0.5", {}, '--speed must be a number from 1 (AWS\'s real pace) to 1000, not "0.5"'],
    ["emulate --speed fast", {}, '--speed must be a number from 1 (AWS\'s real pace) to 1000, not "fast"'],
    ["emulate --account 12", {}, '--account must be the 12 digits of an account, not "12"'],
    ["emulate --switches serviceQuota", {}, '--switches must be name=value between commas, not "serviceQuota"'],
    ["emulate", { APPRUNNER_OPERATOR_PORT: "x" }, /^APPRUNNER_OPERATOR_PORT must be a port/],
    ["demo --output yaml", {}, '--output must be one of text, json, not "yaml"'],
    ["run --region mars", {}, '--region must be a region such as eu-west-1, not "mars"'],
    ["run", { AWS_REGION: "Europe" }, 'AWS_REGION must be a region such as eu-west-1, not "Europe"'],
    ["run --region eu-north-1", {}, "AWS App Runner does not exist in the region eu-north-1: give another --region"],
    ["sandbox --context x --write-kubeconfig y", {}, /^--write-kubeconfig is for the embedded Kubernetes API/],
    ["sandbox --kubeconfig x --kubernetes-port 81", {}, /^--kubernetes-port is for the embedded Kubernetes API/],
    ["run --speed 40", {}, /^--speed is for an emulator: give its --aws-endpoint-url too/],
    ["run --leader-elect=maybe", {}, '--leader-elect must be true or false, not "maybe"'],
    ["run --namespaces a,,b", {}, '--namespaces must be names of namespaces between commas, not "a,,b"'],
    ["run --metrics-address 8080", {}, /^--metrics-address must be an address such as :8080 or 127.0.0.1:0/],
    ["run --health-address :70000", {}, /^--health-address must be an address/],
    ["run --workers 0", {}, '--workers must be a whole number from 1 to 64, not "0"'],
    ["run --log-level loud", {}, '--log-level must be one of debug, info, warn, error, not "loud"'],
    ["run --aws-endpoint-url localhost:4566", {}, /^--aws-endpoint-url must be a URL/],
  ])("%s %o", (line, env, message) => {
    const attempt = (): unknown => parse(line, env);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ exitCode: exitCode.usage }) as CliError);
    expect(attempt).not.toThrow(/\n/);
  });
});

describe("help", () => {
  it.each(["", "run", "sandbox", "emulate", "demo"])("fills the terminal's lines: %s", (command) => {
    const help = parse(`${command} --help`);
    const text = help.kind === "text" ? help.text : "";
    const description = text.slice(text.indexOf("\n"), text.indexOf("Options:"));
    const paragraphs = description
      .split("\n\n")
      .map((paragraph) => paragraph.split("\n").filter((line) => line !== ""));
    expect(paragraphs.flat().length).toBeGreaterThan(2);
    for (const lines of paragraphs) {
      for (const [index, next] of lines.slice(1).entries()) {
        const [word = ""] = next.split(" ");
        expect(`${lines[index]} ${word}`.length).toBeGreaterThanOrEqual(80);
      }
    }
  });

  it.each([
    ["--help", ["run", "sandbox", "emulate", "demo", "Exit codes:"]],
    ["-h", ["New here? Start with"]],
    ["run --help", ["apprunner-operator run", "Examples:", "Exit codes:", "--kubeconfig <file>", "AWS_REGION"]],
    ["sandbox --help", ["--write-kubeconfig", "kubeconfig", "Ctrl-C"]],
    ["emulate --help", ["4566", "aws apprunner list-services"]],
    ["demo --help", ["rolls back"]],
    ["--version", ["0.1.0"]],
  ])("%s", (line, parts) => {
    const parsed = parse(line);
    expect(parsed.kind).toBe("text");
    for (const part of parts) expect(parsed).toMatchObject({ text: expect.stringContaining(part) as string });
  });
});
