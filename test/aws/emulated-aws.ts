import type { SourceConfiguration } from "@aws-sdk/client-apprunner";
import { createAppRunnerPort } from "../../src/aws/app-runner-port.ts";
import { AwsError } from "../../src/aws/aws-error.ts";
import { type CallRecord, silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { inProcessHandler } from "../../src/aws/in-process-handler.ts";
import type { AppRunnerCalls, AppRunnerPort } from "../../src/aws/port.ts";
import { createTokenBucketBudget } from "../../src/aws/token-bucket-budget.ts";
import { seededRandom } from "../../src/base/random.ts";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { type AppRunnerEmulator, createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";

export const place = { account: "111122223333", region: "us-east-1" };
export const hourMs = 3_600_000;

/** The operator's way to App Runner, with the emulator at its other end, in one process and in virtual time. */
export interface EmulatedAws {
  readonly clock: VirtualClock;
  readonly emulator: AppRunnerEmulator;
  readonly port: AppRunnerPort;
  /** What the port told its observer, oldest first. */
  readonly records: readonly CallRecord[];
  /** The operations that arrived at the emulator, oldest first. */
  arrived(): readonly string[];
  /** Creates a service and waits until it is at rest. Returns its ARN. */
  created(name: string, tag?: string): Promise<string>;
}

export function emulatedAws(): EmulatedAws {
  const clock = new VirtualClock();
  const random = seededRandom(1);
  const emulator = createAppRunnerEmulator({ clock, random });
  const records: CallRecord[] = [];
  const port = createAppRunnerPort({
    place,
    version: "test",
    endpoint: "http://app-runner.test",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "not-a-secret" },
    requestHandler: inProcessHandler((request) => emulator.handle(request)),
    budget: createTokenBucketBudget({ place, clock, random, speed: 1000, observer: silentAwsObserver }),
    observer: { ...silentAwsObserver, callEnded: (record) => void records.push(record) },
    clock,
  });
  return {
    clock,
    emulator,
    port,
    records,
    arrived: () => emulator.calls().map((call) => call.operation),
    async created(name, tag) {
      const { Service } = await port.call("CreateService", publicService(name, tag));
      await clock.advance(hourMs);
      return Service?.ServiceArn ?? "";
    },
  };
}

/** The least input of CreateService. */
export function publicService(name: string, tag = "1"): AppRunnerCalls["CreateService"]["input"] {
  return { ServiceName: name, SourceConfiguration: imageSource(tag) };
}

export function imageSource(
  tag: string,
  configuration: { RuntimeEnvironmentVariables?: Record<string, string> } = {},
): SourceConfiguration {
  return {
    ImageRepository: {
      ImageIdentifier: `public.ecr.aws/x1y2z3a4/demo:${tag}`,
      ImageRepositoryType: "ECR_PUBLIC",
      ImageConfiguration: configuration,
    },
  };
}

/** The AwsError that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<AwsError> {
  const outcome = await call.then(
    () => "an answer",
    (error: unknown) => error,
  );
  if (outcome instanceof AwsError) return outcome;
  throw new Error("expected an AwsError", { cause: outcome });
}
