import type { OperationSummary } from "@aws-sdk/client-apprunner";
import { describe, expect, it } from "vitest";
import type { Intent, Operation } from "../../api/app-runner-service.ts";
import type { ServiceMemory } from "./memory.ts";
import { failedForeignDeployment, followOperations } from "./follow-operations.ts";
import { maintenance } from "./operation.ts";
import { minutesAgo, nowMs, summary } from "./testing/samples.ts";

const recordedAt = minutesAgo(5).toISOString();
const update: Operation = { id: "op-2", type: "UPDATE_SERVICE", status: "IN_PROGRESS", startedAt: recordedAt };
const intent: Intent = { call: "UpdateService", configurationHash: "hash-2", newestOperationId: "op-1", recordedAt };
const older = summary("op-1", "CREATE_SERVICE", "SUCCEEDED", 60);

interface Case {
  readonly title: string;
  readonly memory: ServiceMemory;
  readonly listed: readonly OperationSummary[];
  readonly expected: object;
}

const cases: readonly Case[] = [
  {
    title: "an own operation that still runs is followed",
    memory: { operation: update, intent },
    listed: [summary("op-2", "UPDATE_SERVICE", "IN_PROGRESS"), older],
    expected: { operation: { id: "op-2", status: "IN_PROGRESS" }, intent },
  },
  {
    title: "a rollback shows on the way",
    memory: { operation: update, intent },
    listed: [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_IN_PROGRESS"), older],
    expected: { operation: { status: "ROLLBACK_IN_PROGRESS" } },
  },
  {
    title: "an own operation that succeeded clears the failure before it, and its configuration is accepted",
    memory: {
      operation: update,
      intent,
      failure: { reason: "UpdateFailed", message: "", failedAt: recordedAt },
      recreate: { attempts: 2, lastAttemptAt: recordedAt },
    },
    listed: [summary("op-2", "UPDATE_SERVICE", "SUCCEEDED"), older],
    expected: {
      operation: undefined,
      intent: undefined,
      failure: undefined,
      recreate: undefined,
      acceptedConfigurationHash: "hash-2",
      recentOperations: [{ id: "op-2", status: "SUCCEEDED", endedAt: minutesAgo(1).toISOString() }],
    },
  },
  {
    title: "an own update that was rolled back is latched with its configuration",
    memory: { operation: update, intent },
    listed: [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED"), older],
    expected: {
      operation: undefined,
      intent: undefined,
      failure: {
        reason: "UpdateFailed",
        operationId: "op-2",
        operationStatus: "ROLLBACK_SUCCEEDED",
        configurationHash: "hash-2",
        failedAt: minutesAgo(1).toISOString(),
      },
    },
  },
  {
    title: "an own creation that failed is latched and counted",
    memory: { operation: { ...update, type: "CREATE_SERVICE" }, intent: { ...intent, call: "CreateService" } },
    listed: [summary("op-2", "CREATE_SERVICE", "FAILED")],
    expected: {
      failure: { reason: "CreateFailed", configurationHash: "hash-2" },
      recreate: { attempts: 1, lastAttemptAt: new Date(nowMs).toISOString() },
    },
  },
  {
    title: "an own deployment that failed is latched with its token, not with a configuration",
    memory: {
      operation: { ...update, type: "START_DEPLOYMENT" },
      intent: { call: "StartDeployment", deploymentToken: "t1", recordedAt },
    },
    listed: [summary("op-2", "START_DEPLOYMENT", "FAILED")],
    expected: { failure: { reason: "DeploymentFailed", deploymentToken: "t1" } },
  },
  {
    title: "an own pause that failed is no latch, but remembered",
    memory: { operation: { ...update, type: "PAUSE_SERVICE" }, intent: { ...intent, call: "PauseService" } },
    listed: [summary("op-2", "PAUSE_SERVICE", "FAILED")],
    expected: { failure: undefined, intent: undefined, recentOperations: [{ id: "op-2", status: "FAILED" }] },
  },
  {
    title: "a failure says in which log the cause is",
    memory: { operation: update, intent, serviceName: "orders", serviceId: "abc" },
    listed: [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED")],
    expected: { failure: { logGroup: "/aws/apprunner/orders/abc/service", logStream: "deployment/op-2" } },
  },
  {
    title: "a call whose reply was lost is found by the operation that is newer than the intent",
    memory: { intent },
    listed: [summary("op-2", "UPDATE_SERVICE", "IN_PROGRESS"), older],
    expected: { operation: { id: "op-2", status: "IN_PROGRESS" }, intent },
  },
  {
    title: "a call whose reply was lost is found also when its operation has failed since",
    memory: { intent },
    listed: [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED"), older],
    expected: { operation: undefined, intent: undefined, failure: { configurationHash: "hash-2" } },
  },
  {
    title: "of two newer operations of its type the older one is the call's",
    memory: { intent },
    listed: [
      summary("op-3", "UPDATE_SERVICE", "IN_PROGRESS"),
      summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED"),
      older,
    ],
    expected: {
      failure: { operationId: "op-2", configurationHash: "hash-2" },
      operation: { id: "op-3", foreign: true },
    },
  },
  {
    title: "an operation from before the intent is not taken for the call's",
    memory: { intent: { ...intent, newestOperationId: "op-2" } },
    listed: [summary("op-2", "UPDATE_SERVICE", "SUCCEEDED"), older],
    expected: { intent: undefined, operation: undefined, acceptedConfigurationHash: undefined },
  },
  {
    title: "an operation of another type is not taken for the call's",
    memory: { intent },
    listed: [summary("op-2", "START_DEPLOYMENT", "IN_PROGRESS"), older],
    expected: { intent: undefined, operation: { id: "op-2", foreign: true } },
  },
  {
    title: "a call that has begun has used up its token and its retry",
    memory: {
      intent: { call: "StartDeployment", deploymentToken: "t1", retryRequestedAt: "r1", recordedAt },
      failure: { reason: "DeploymentFailed", message: "", deploymentToken: "t1", failedAt: recordedAt },
    },
    listed: [summary("op-2", "START_DEPLOYMENT", "IN_PROGRESS")],
    expected: { deploymentToken: "t1", lastHandledRetryRequestedAt: "r1", failure: undefined },
  },
  {
    title: "somebody else's operation is noticed",
    memory: {},
    listed: [summary("op-2", "START_DEPLOYMENT", "IN_PROGRESS"), older],
    expected: { operation: { id: "op-2", type: "START_DEPLOYMENT", foreign: true } },
  },
  {
    title: "somebody else's operation that failed leaves no latch",
    memory: { operation: { ...update, foreign: true } },
    listed: [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED")],
    expected: { operation: undefined, failure: undefined, recentOperations: [{ id: "op-2", foreign: true }] },
  },
  {
    title: "an intent is kept apart from somebody else's operation that came between",
    memory: { intent, operation: { ...update, id: "op-9", type: "START_DEPLOYMENT", foreign: true } },
    listed: [summary("op-2", "UPDATE_SERVICE", "IN_PROGRESS"), summary("op-9", "START_DEPLOYMENT", "FAILED"), older],
    expected: { operation: { id: "op-2" }, intent },
  },
  {
    title: "maintenance stays until an operation takes its place",
    memory: { operation: { id: maintenance, type: maintenance, status: "IN_PROGRESS", foreign: true } },
    listed: [older],
    expected: { operation: { type: maintenance } },
  },
  {
    title: "an operation takes the place of maintenance",
    memory: { operation: { id: maintenance, type: maintenance, status: "IN_PROGRESS", foreign: true } },
    listed: [summary("op-2", "START_DEPLOYMENT", "IN_PROGRESS")],
    expected: { operation: { id: "op-2", type: "START_DEPLOYMENT" } },
  },
  {
    title: "an update that App Runner lists no more is not sent again, since its outcome is unknown",
    memory: { operation: update, intent },
    listed: [older],
    expected: { operation: undefined, intent: undefined, failure: { reason: "UpdateFailed" } },
  },
];

describe("what a list of operations tells", () => {
  it.each(cases)("$title", ({ memory, listed, expected }) => {
    const after = followOperations(memory, listed, { nowMs, isBusy: false });
    expect({ ...absent(expected), ...after }).toMatchObject(expected);
  });

  it("latches no configuration when a deployment failed", () => {
    const memory: ServiceMemory = { operation: { ...update, type: "START_DEPLOYMENT" }, intent };
    const after = followOperations(memory, [summary("op-2", "START_DEPLOYMENT", "FAILED")], { nowMs, isBusy: false });
    expect(after.failure).toBeDefined();
    expect(after.failure?.configurationHash).toBeUndefined();
  });

  it.each<{ title: string; memory: ServiceMemory; isBusy: boolean; expected: object }>([
    {
      title: "an own operation that is not listed may be late while the service is busy",
      memory: { operation: update, intent },
      isBusy: true,
      expected: { operation: update, intent },
    },
    {
      title: "an own update that is not listed after that is latched, for nobody knows how it ended",
      memory: { operation: update, intent },
      isBusy: false,
      expected: { operation: undefined, intent: undefined, failure: { configurationHash: "hash-2" } },
    },
    {
      title: "an own pause that is not listed after that is no latch",
      memory: { operation: { ...update, type: "PAUSE_SERVICE" }, intent: { ...intent, call: "PauseService" } },
      isBusy: false,
      expected: { operation: undefined, intent: undefined, failure: undefined },
    },
    {
      title: "somebody else's operation that is not listed is let go",
      memory: { operation: { ...update, foreign: true } },
      isBusy: true,
      expected: { operation: undefined, failure: undefined },
    },
  ])("$title", ({ memory, isBusy, expected }) => {
    const after = followOperations(memory, [older], { nowMs, isBusy });
    expect({ ...absent(expected), ...after }).toMatchObject(expected);
  });

  it("adds the fields of an update that succeeded to those applied", () => {
    const memory: ServiceMemory = { operation: update, intent: { ...intent, fields: ["b"] }, appliedFields: ["a"] };
    const listed = [summary("op-2", "UPDATE_SERVICE", "SUCCEEDED")];
    expect(followOperations(memory, listed, { nowMs, isBusy: false }).appliedFields).toEqual(["a", "b"]);
  });

  it("does not add the fields of an update that was rolled back", () => {
    const memory: ServiceMemory = { operation: update, intent: { ...intent, fields: ["b"] }, appliedFields: ["a"] };
    const listed = [summary("op-2", "UPDATE_SERVICE", "ROLLBACK_SUCCEEDED")];
    expect(followOperations(memory, listed, { nowMs, isBusy: false }).appliedFields).toEqual(["a"]);
  });

  it("keeps the five operations that ended last", () => {
    const recentOperations = ["a", "b", "c", "d", "e"].map((id) => ({ ...update, id, status: "SUCCEEDED" }));
    const listed = [summary("op-2", "UPDATE_SERVICE", "SUCCEEDED")];
    const after = followOperations({ operation: update, recentOperations }, listed, { nowMs, isBusy: false });
    expect(after.recentOperations?.map(({ id }) => id)).toEqual(["op-2", "a", "b", "c", "d"]);
  });
});

describe("a failed deployment of somebody else", () => {
  const failed: Operation = { ...update, type: "START_DEPLOYMENT", status: "FAILED", foreign: true };
  const done: Operation = { ...update, status: "SUCCEEDED" };
  it.each<{ title: string; recent: readonly Operation[]; told: boolean }>([
    { title: "is told", recent: [failed], told: true },
    { title: "is told also after a pause", recent: [{ ...done, type: "PAUSE_SERVICE" }, failed], told: true },
    { title: "is over when an update succeeded since", recent: [done, failed], told: false },
    { title: "is none when it was ours", recent: [{ ...update, status: "FAILED" }], told: false },
    { title: "is none when it succeeded", recent: [{ ...failed, status: "SUCCEEDED" }], told: false },
    { title: "is none when nothing happened", recent: [], told: false },
  ])("$title", ({ recent, told }) => {
    expect(failedForeignDeployment({ recentOperations: [...recent] }) !== undefined).toBe(told);
  });
});

/** So that a member that is expected to be gone is compared too. */
function absent(expected: object): object {
  return Object.fromEntries(Object.keys(expected).map((member) => [member, undefined]));
}
