import type { AppRunnerServiceSpec } from "./app-runner-service/spec.ts";
import type { AppRunnerServiceStatus } from "./app-runner-service/status.ts";
import { group, version } from "./group.ts";

export { fieldTable } from "./app-runner-service/field-table.ts";
export type { SpecField, UpdateBlock } from "./app-runner-service/field-table.ts";
export type { AppRunnerServiceSpec } from "./app-runner-service/spec.ts";
export type { AppRunnerServiceStatus, Drift, Failure, Intent, Operation } from "./app-runner-service/status.ts";
export type { Condition } from "./fields/condition.ts";

/** The kind as its URL names it. */
export const appRunnerServiceType = {
  group,
  version,
  plural: "apprunnerservices",
  kind: "AppRunnerService",
  namespaced: true,
} as const;

/** The members of an AppRunnerService's metadata that the operator reads. */
export interface AppRunnerServiceMeta {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Opaque: compare for equality only. */
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An AppRunnerService as the API server returns it. */
export interface AppRunnerService {
  readonly apiVersion: `${typeof group}/${typeof version}`;
  readonly kind: typeof appRunnerServiceType.kind;
  readonly metadata: AppRunnerServiceMeta;
  readonly spec: AppRunnerServiceSpec;
  readonly status?: AppRunnerServiceStatus;
}
