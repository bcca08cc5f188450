import { describe, expect, it } from "vitest";
import type { Condition } from "../../api/app-runner-service.ts";
import type { ManagedStatus } from "./managed-resource.ts";
import { statusEvents } from "./status-events.ts";

function condition(type: string, status: "True" | "False", reason: string, message = "why"): Condition {
  return { type, status, reason, message, lastTransitionTime: "2026-01-01T00:00:00Z" };
}
const ready = condition("Ready", "True", "Running");
const notReady = condition("Ready", "False", "Updating");
const update = { id: "op-1", type: "UPDATE_SERVICE", status: "IN_PROGRESS" };
const stalled = condition("Stalled", "True", "UpdateFailed", "op-1 failed");

describe("the events of a change of status", () => {
  it.each<{ title: string; before?: ManagedStatus; after: ManagedStatus; expected: readonly string[] }>([
    {
      title: "an operation that begins",
      after: { operation: update },
      expected: ["Normal OperationStarted UPDATE_SERVICE: UPDATE_SERVICE op-1 has begun"],
    },
    {
      title: "somebody else's operation that begins",
      after: { operation: { ...update, foreign: true } },
      expected: ["Normal OperationStarted UPDATE_SERVICE: UPDATE_SERVICE op-1 has begun, by somebody else"],
    },
    {
      title: "an operation that goes on",
      before: { operation: update },
      after: { operation: { ...update, status: "ROLLBACK_IN_PROGRESS" } },
      expected: [],
    },
    {
      title: "an operation that succeeds",
      before: { operation: update },
      after: { recentOperations: [{ ...update, status: "SUCCEEDED" }] },
      expected: ["Normal OperationSucceeded UPDATE_SERVICE: UPDATE_SERVICE op-1 succeeded"],
    },
    {
      title: "an operation that is rolled back",
      before: { operation: update },
      after: { recentOperations: [{ ...update, status: "ROLLBACK_SUCCEEDED" }] },
      expected: ["Warning OperationFailed UPDATE_SERVICE: UPDATE_SERVICE op-1 ended as ROLLBACK_SUCCEEDED"],
    },
    {
      title: "an operation that ended before",
      before: { recentOperations: [update] },
      after: { recentOperations: [update] },
      expected: [],
    },
    {
      title: "what App Runner begins with a resource that has no operations",
      after: { transition: { status: "PENDING_UPDATE", startedAt: "now" } },
      expected: ["Normal OperationStarted Reconciling: PENDING_UPDATE has begun"],
    },
    {
      title: "what goes on with it",
      before: { transition: { status: "PENDING_UPDATE", startedAt: "now" } },
      after: { transition: { status: "PENDING_UPDATE", startedAt: "now" } },
      expected: [],
    },
    {
      title: "what ends with it",
      before: { transition: { status: "PENDING_UPDATE", startedAt: "now" } },
      after: {},
      expected: ["Normal OperationSucceeded Reconciling: PENDING_UPDATE has ended"],
    },
    {
      title: "what fails with it",
      before: { transition: { status: "PENDING_UPDATE", startedAt: "now" }, conditions: [stalled] },
      after: { conditions: [stalled] },
      expected: ["Warning OperationFailed Reconciling: PENDING_UPDATE has ended as UpdateFailed"],
    },
    {
      title: "Ready that is gained",
      before: { conditions: [notReady] },
      after: { conditions: [ready] },
      expected: ["Normal Ready Reconciling: why"],
    },
    {
      title: "Ready that is gained at once",
      after: { conditions: [ready] },
      expected: ["Normal Ready Reconciling: why"],
    },
    {
      title: "Ready that is lost",
      before: { conditions: [ready] },
      after: { conditions: [notReady] },
      expected: ["Normal NotReady Reconciling: Updating: why"],
    },
    { title: "a new object that is not Ready yet", after: { conditions: [notReady] }, expected: [] },
    {
      title: "another reason for Ready",
      before: { conditions: [ready] },
      after: { conditions: [condition("Ready", "True", "Paused")] },
      expected: [],
    },
    {
      title: "a stall",
      before: { conditions: [notReady] },
      after: { conditions: [notReady, stalled] },
      expected: ["Warning UpdateFailed Reconciling: op-1 failed"],
    },
    { title: "a stall that lasts", before: { conditions: [stalled] }, after: { conditions: [stalled] }, expected: [] },
    {
      title: "a stall for another reason",
      before: { conditions: [stalled] },
      after: { conditions: [condition("Stalled", "True", "AccessDenied")] },
      expected: ["Warning AccessDenied Reconciling: why"],
    },
    { title: "a stall that is over", before: { conditions: [stalled] }, after: { conditions: [] }, expected: [] },
    {
      title: "a failed deployment of somebody else",
      after: { conditions: [condition("DeploymentFailed", "True", "ForeignDeploymentFailed")] },
      expected: ["Warning ForeignDeploymentFailed Reconciling: why"],
    },
  ])("$title -> $expected", ({ before, after, expected }) => {
    const told = statusEvents(before, after).map(
      ({ type, reason, action, note }) => `${type} ${reason} ${action}: ${note}`,
    );
    expect(told).toEqual(expected);
  });
});
