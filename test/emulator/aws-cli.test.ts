import { afterAll, describe, expect, it } from "vitest";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen } from "../../src/sandbox/serve.ts";
import { isInstalled, run } from "./python-tool.ts";

const installed = await isInstalled("the AWS CLI", "aws", ["--version"]);

const clock = new VirtualClock();
const emulator = createAppRunnerEmulator({ clock });
const { url, close } = await listen(emulator.handle, { port: 0 });

afterAll(close);

const aws = (...argv: readonly string[]) => run("aws", [...argv, "--endpoint-url", url, "--output", "json"]);

const source = (tag: string) =>
  JSON.stringify({
    ImageRepository: { ImageIdentifier: `public.ecr.aws/x1y2z3a4/demo:${tag}`, ImageRepositoryType: "ECR_PUBLIC" },
  });

const arn = () => emulator.admin.services()[0]?.arn ?? "";

interface Step {
  readonly argv: () => readonly string[];
  readonly shows: unknown;
  readonly thenMinutes?: number;
}

const busy = {
  Service: { Status: "OPERATION_IN_PROGRESS" },
  OperationId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
};

/** A service's life, one command for each operation. */
const life: readonly Step[] = [
  {
    argv: () => [
      "create-service",
      "--service-name",
      "by-cli",
      "--source-configuration",
      source("1"),
      "--tags",
      "Key=team,Value=shop",
    ],
    shows: busy,
    thenMinutes: 4,
  },
  {
    argv: () => ["describe-service", "--service-arn", arn()],
    shows: {
      Service: { ServiceName: "by-cli", Status: "RUNNING", InstanceConfiguration: { Cpu: "1024", Memory: "2048" } },
    },
  },
  { argv: () => ["list-services"], shows: { ServiceSummaryList: [{ ServiceName: "by-cli", Status: "RUNNING" }] } },
  {
    argv: () => ["update-service", "--service-arn", arn(), "--source-configuration", source("2")],
    shows: {
      ...busy,
      Service: {
        SourceConfiguration: { ImageRepository: { ImageIdentifier: expect.stringMatching(/:2$/) as string } },
      },
    },
    thenMinutes: 5,
  },
  {
    argv: () => ["start-deployment", "--service-arn", arn()],
    shows: { OperationId: busy.OperationId },
    thenMinutes: 4,
  },
  { argv: () => ["pause-service", "--service-arn", arn()], shows: busy, thenMinutes: 2 },
  { argv: () => ["resume-service", "--service-arn", arn()], shows: busy, thenMinutes: 2 },
  {
    argv: () => ["list-operations", "--service-arn", arn(), "--max-results", "1"],
    shows: {
      OperationSummaryList: [{ Type: "RESUME_SERVICE", Status: "SUCCEEDED" }],
      NextToken: expect.any(String) as string,
    },
  },
  { argv: () => ["tag-resource", "--resource-arn", arn(), "--tags", "Key=stage,Value=live"], shows: {} },
  { argv: () => ["untag-resource", "--resource-arn", arn(), "--tag-keys", "team"], shows: {} },
  {
    argv: () => ["list-tags-for-resource", "--resource-arn", arn()],
    shows: { Tags: [{ Key: "stage", Value: "live" }] },
  },
  {
    argv: () => [
      "describe-auto-scaling-configuration",
      "--auto-scaling-configuration-arn",
      "arn:aws:apprunner:eu-central-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
    ],
    shows: { AutoScalingConfiguration: { MaxConcurrency: 100, HasAssociatedService: true } },
  },
  { argv: () => ["delete-service", "--service-arn", arn()], shows: busy, thenMinutes: 3 },
];

describe("the AWS CLI against the emulator", () => {
  it.skipIf(!installed)("takes a service through its life", async () => {
    for (const { argv, shows, thenMinutes = 0 } of life) {
      const { code, stdout, stderr } = await aws("apprunner", ...argv());
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(stdout === "" ? {} : JSON.parse(stdout)).toMatchObject(shows as object);
      await clock.advance(thenMinutes * 60_000);
    }
    expect(emulator.admin.services()).toMatchObject([{ region: "eu-central-1", status: "DELETED" }]);
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
