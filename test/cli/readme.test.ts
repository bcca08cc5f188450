import { cp, mkdtemp, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isInstalled } from "../emulator/python-tool.ts";
import { freePorts } from "../tools/free-ports.ts";
import { kubectlAndHelm } from "../tools/kubectl-and-helm.ts";
import { startTestCluster } from "./cluster.ts";
import { openFirstTerminal } from "./readme/first-terminal.ts";
import { parseSessions, type SessionCommand } from "./readme/parse-sessions.ts";
import { faultsOf, runSession } from "./readme/run-session.ts";
import { bareEnvironment } from "./running-program.ts";

/*
 * The README's sessions, executed as they are written, in a copy of the project. Only the pace is quicker than there, and
 * the emulator's port another one, so that it is free.
 */
const projectDir = path.resolve(import.meta.dirname, "../..");
const sessions = parseSessions(await readFile(path.join(projectDir, "README.md"), "utf8"));
const tools = await kubectlAndHelm();
const hasAwsCli = await isInstalled("the AWS CLI", "aws", ["--version"]);
if (!tools.available) console.warn(`skipped: sessions with kubectl and Helm: ${tools.reason}`);

let cwd: string;
let env: Record<string, string>;

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "apprunner-operator-readme-"));
  for (const name of ["package.json", "scripts", "src", "crds", "examples", "charts"]) {
    await cp(path.join(projectDir, name), path.join(cwd, name), { recursive: true });
  }
  await symlink(path.join(projectDir, "node_modules"), path.join(cwd, "node_modules"));
  const bare = bareEnvironment(cwd);
  const kubectlDir = tools.available ? `${path.dirname(tools.kubectl)}${path.delimiter}` : "";
  const nodeDir = path.dirname(process.execPath);
  env = { ...bare, PATH: `${kubectlDir}${nodeDir}${path.delimiter}${bare["PATH"]}`, APPRUNNER_OPERATOR_SPEED: "400" };
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

function session(name: string): readonly SessionCommand[] {
  const commands = sessions.get(name);
  if (commands === undefined) throw new Error(`the README has no session ${name}`);
  return commands;
}

function onlyLine(name: string): string {
  const [command, ...others] = session(name);
  if (command === undefined || others.length > 0) throw new Error(`expected one command in the session ${name}`);
  return command.line;
}

async function expectToWork(commands: readonly SessionCommand[], within: Record<string, string> = env): Promise<void> {
  expect((await runSession(commands, { cwd, env: within })).flatMap(faultsOf)).toEqual([]);
}

describe("the README", () => {
  it("shows every command of kubectl that the operator is used with", () => {
    const text = session("sandbox")
      .map(({ line }) => line)
      .join("\n");
    const verbs = "apply get describe explain diff edit patch label annotate wait events replace create delete";
    for (const verb of [...verbs.split(" "), "api-resources"]) expect(text).toMatch(new RegExp(`kubectl ${verb} `));
    const flags = ["get ars -w", "-o yaml", "-o json\n", "-o wide", "-o jsonpath=", "get apprunner\n", "--recursive"];
    const more = ["--type=merge", "--type=json", "--for=condition=Ready", "--for=delete", "--dry-run=server"];
    for (const flag of [...flags, ...more]) expect(text).toContain(flag);
  });

  it.skipIf(!tools.available)("has a sandbox session that works as it is written", async () => {
    const terminal = await openFirstTerminal(onlyLine("sandbox, first terminal"), { cwd, env });
    try {
      await expectToWork(session("sandbox"));
    } finally {
      await terminal.interrupt();
    }
    // Ctrl-C reached the program, and not only npm.
    await expect(fetch(terminal.addresses.healthUrl)).rejects.toThrow();
  });

  it.skipIf(!hasAwsCli)("has an emulator session that works as it is written", async () => {
    const [port = 0] = await freePorts(1);
    const terminal = await openFirstTerminal(onlyLine("emulator, first terminal"), {
      cwd,
      env: { ...env, APPRUNNER_OPERATOR_PORT: String(port) },
    });
    try {
      await expectToWork(
        session("emulator").map((command) => ({ ...command, line: command.line.replaceAll(":4566", `:${port}`) })),
      );
    } finally {
      await terminal.interrupt();
    }
  });

  it.skipIf(!tools.available)("has an operator session that works as it is written", async () => {
    const cluster = await startTestCluster(cwd);
    const [port = 0] = await freePorts(1);
    const here = {
      ...env,
      KUBECONFIG: cluster.kubeconfig,
      APPRUNNER_OPERATOR_METRICS_ADDRESS: "127.0.0.1:0",
      APPRUNNER_OPERATOR_HEALTH_ADDRESS: "127.0.0.1:0",
    };
    const emulator = await openFirstTerminal(onlyLine("emulator, first terminal"), {
      cwd,
      env: { ...here, APPRUNNER_OPERATOR_PORT: String(port) },
    });
    try {
      await expectToWork(session("operator, before"), here);
      const line = onlyLine("operator, first terminal").replaceAll(":4566", `:${port}`);
      const operator = await openFirstTerminal(line, { cwd, env: here });
      try {
        await expectToWork(session("operator"), here);
      } finally {
        await operator.interrupt();
      }
    } finally {
      await emulator.interrupt();
      await cluster.close();
    }
  });

  it.skipIf(!tools.available)("has a Helm command that the chart accepts", async () => {
    const line = onlyLine("chart").replace("helm install", "helm template");
    await expectToWork([
      { line, shows: ["kind: Deployment", 'value: "eu-west-1"'], exitCode: 0, untilInterrupted: false },
    ]);
  });

  it("links to files and folders that exist", async () => {
    const text = await readFile(path.join(projectDir, "README.md"), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? "");
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) await expect(stat(path.join(projectDir, target))).resolves.toBeDefined();
  });
});
