import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen } from "../../src/sandbox/serve.ts";
import { boto3Answers } from "./boto3-answers.ts";
import { isInstalled, run } from "./python-tool.ts";
import { sdkOperations } from "./sdk-operations.ts";

const script = fileURLToPath(new URL("boto3_contract.py", import.meta.url));
const installed = await isInstalled("boto3", "python3", ["-c", "import boto3"]);

describe("boto3 against the emulator", () => {
  it.skipIf(!installed)("makes every operation, and reads every kind of answer", async () => {
    const clock = new VirtualClock(Date.UTC(2026, 0, 1, 0, 0, 0, 250));
    const emulator = createAppRunnerEmulator({ clock });
    const { url, close } = await listen(emulator.handle, { port: 0 });
    const { code, stdout, stderr } = await run("python3", [script, url]);
    await close();
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const arn = emulator.admin.services()[0]?.arn ?? "";
    const { answers, ...found } = JSON.parse(stdout) as { readonly answers: JsonObject };
    expect(found).toEqual({
      created: "OPERATION_IN_PROGRESS",
      createdAt: expect.stringMatching(/:00\.250000/) as string,
      busy: {
        code: "InvalidStateException",
        message: "Service cannot be paused in the current state: OPERATION_IN_PROGRESS.",
        status: 400,
        class: "InvalidStateException",
      },
      busyDeployment: {
        code: "InvalidRequestException",
        message: "Can't start a deployment on the specified service, because it isn't in RUNNING state.",
        status: 400,
        class: "InvalidRequestException",
      },
      described: [
        "RUNNING",
        { Cpu: "512", Memory: "1024" },
        {
          AutoDeploymentsEnabled: false,
          ImageRepository: {
            ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
            ImageRepositoryType: "ECR_PUBLIC",
            ImageConfiguration: { Port: "3000", RuntimeEnvironmentVariables: { A: "1" } },
          },
        },
      ],
      listed: ["by-boto3"],
      scaling: "active",
      tags: [{ Key: "stage", Value: "live" }],
      pausedAgain: false,
      deleting: ["OPERATION_IN_PROGRESS", 32],
      gone: "DELETED",
      operations: [
        ["DELETE_SERVICE", "SUCCEEDED", true],
        ["RESUME_SERVICE", "SUCCEEDED", true],
        ["PAUSE_SERVICE", "SUCCEEDED", true],
        ["START_DEPLOYMENT", "SUCCEEDED", true],
        ["UPDATE_SERVICE", "ROLLBACK_SUCCEEDED", true],
        ["CREATE_SERVICE", "SUCCEEDED", true],
      ],
      missing: {
        code: "ResourceNotFoundException",
        message: `Service with the provided ARN doesn't exist. ARN: ${arn}`,
        status: 400,
        class: "ResourceNotFoundException",
      },
      invalid: {
        code: "InvalidRequestException",
        message: "You must provide either a CodeRepository or an ImageRepository.",
        status: 400,
        class: "InvalidRequestException",
      },
      identity: "111122223333",
    });
    expect(answers).toMatchObject(boto3Answers);
    expect(Object.keys(answers).toSorted()).toEqual(sdkOperations);
    expect(Object.keys(boto3Answers).toSorted()).toEqual(sdkOperations);
  });
});
