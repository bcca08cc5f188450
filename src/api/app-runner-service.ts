import type { AppRunnerServiceSpec } from "./app-runner-service/spec.ts";
import type { AppRunnerServiceStatus } from "./app-runner-service/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

export { fieldTable } from "./app-runner-service/field-table.ts";
export type { SpecField, UpdateBlock } from "./app-runner-service/field-table.ts";
export type { AppRunnerServiceSpec } from "./app-runner-service/spec.ts";
export type { AppRunnerServiceStatus, Failure, Intent, Operation } from "./app-runner-service/status.ts";
export type { Condition } from "./fields/condition.ts";
export type { Drift } from "./fields/drift.ts";

/** The kind as its URL names it. */
export const appRunnerServiceType = {
  group,
  version,
  plural: "apprunnerservices",
  kind: "AppRunnerService",
  namespaced: true,
} as const;

/** An AppRunnerService as the API server returns it. */
export type AppRunnerService = KindObject<
  typeof appRunnerServiceType.kind,
  AppRunnerServiceSpec,
  AppRunnerServiceStatus
>;
