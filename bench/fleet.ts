import type { JsonObject } from "../src/base/json.ts";
import type { KubeClient } from "../src/kube/client.ts";
import type { AppRunnerEmulator } from "../src/sandbox/app-runner/emulator.ts";
import type { RecordedCall } from "../src/sandbox/app-runner/front/call-log.ts";

/** An operator with its Kubernetes API and App Runner, whatever the pace at which it runs and whatever lies between. */
export interface Fleet {
  readonly client: KubeClient;
  /** App Runner's console and DNS, for what people do there. */
  readonly people: Pick<AppRunnerEmulator["admin"], "setConnection" | "validateDomain">;
  /** The operator's calls of AWS so far, oldest first. */
  calls(): readonly RecordedCall[];
  /** The operator's writes to Kubernetes so far, renewals of the lease apart. */
  writes(): Promise<number>;
  /** By a clock that goes at App Runner's pace, from whenever; in milliseconds at AWS's pace. */
  awsMs(): number;
  /** Lets that much of App Runner's time pass, in milliseconds at AWS's pace. */
  pass(awsMs: number): Promise<void>;
  /** Lets time pass until `done` holds. Throws when it does not within hours of AWS's time. */
  until(what: string, done: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

/** How often a condition is looked at, in AWS's time; figures are not finer than this. */
export const lookEveryAwsMs = 1_000;
export const limitAwsMs = 6 * 3_600_000;

const namespaces = {
  group: "",
  version: "v1",
  plural: "namespaces",
  kind: "Namespace",
  namespaced: false,
} as const;

export async function createNamespace(client: KubeClient, name: string): Promise<void> {
  const namespace: JsonObject = { metadata: { name } };
  await client.create(namespaces, undefined, namespace);
}
