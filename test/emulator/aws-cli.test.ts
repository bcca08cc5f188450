import { afterAll, describe, expect, it } from "vitest";
import { isJsonObject } from "../../src/base/json.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen } from "../../src/sandbox/serve.ts";
import { source, steps } from "./aws-cli-steps.ts";
import type { SeenArns } from "./aws-cli-steps.ts";
import { isInstalled, run } from "./python-tool.ts";
import { sdkOperations } from "./sdk-operations.ts";

const installed = await isInstalled("the AWS CLI", "aws", ["--version"]);

const clock = new VirtualClock(Date.UTC(2026, 0, 1));
const emulator = createAppRunnerEmulator({ clock });
const { url, close } = await listen(emulator.handle, { port: 0 });

afterAll(close);

const aws = (...argv: readonly string[]) => run("aws", [...argv, "--endpoint-url", url, "--output", "json"]);

/** The ARNs of what an answer is about. */
function arnsIn(answer: JsonObject): SeenArns {
  const members = Object.values(answer).flatMap((value) => (isJsonObject(value) ? Object.entries(value) : []));
  return Object.fromEntries(
    members.flatMap(([name, value]) => (name.endsWith("Arn") && typeof value === "string" ? [[name, value]] : [])),
  );
}

describe("the AWS CLI against the emulator", () => {
  it.skipIf(!installed)("makes every operation, each accepted", async () => {
    let arns: SeenArns = {};
    for (const { argv, shows, thenMinutes = 0 } of steps) {
      const { code, stdout, stderr } = await aws("apprunner", ...argv(arns));
      expect({ argv: argv(arns), stderr, code }).toEqual({ argv: argv(arns), stderr: "", code: 0 });
      const answer = (stdout === "" ? {} : JSON.parse(stdout)) as JsonObject;
      expect(answer).toMatchObject(shows);
      arns = { ...arns, ...arnsIn(answer) };
      await clock.advance(thenMinutes * 60_000);
    }
    expect(emulator.admin.services()).toMatchObject([{ region: "eu-central-1", status: "DELETED" }]);
    const accepted = emulator.calls().filter(({ status }) => status === 200);
    expect([...new Set(accepted.map(({ operation }) => operation))].toSorted()).toEqual(sdkOperations);
  });

  it.skipIf(!installed)("shows errors as those of AWS", async () => {
    const { code, stderr } = await aws(
      "apprunner",
      "create-service",
      "--service-name",
      "_not-a-name",
      "--source-configuration",
      source("1"),
    );
    // Version 1 of the CLI exits with 255, version 2 with 254.
    expect([254, 255]).toContain(code);
    expect(stderr).toContain(
      "An error occurred (InvalidRequestException) when calling the CreateService operation: 1 validation error detected: Value '_not-a-name' at 'serviceName' failed to satisfy constraint:",
    );
  });

  it.skipIf(!installed)("learns who it is", async () => {
    const { stdout } = await aws("sts", "get-caller-identity");
    expect(JSON.parse(stdout)).toEqual({
      UserId: "AIDAEMULATOREMULATOR",
      Account: "111122223333",
      Arn: "arn:aws:iam::111122223333:user/emulator",
    });
  });
});
