import { describe, expect, it } from "vitest";
import { judge, liveDifference } from "./judge.ts";
import type { DemoCall, DemoObject } from "./snapshot.ts";
import type { Expectation } from "./step.ts";

const call = (operation: string, changes: Partial<DemoCall> = {}): DemoCall => ({
  operation,
  by: "operator",
  accepted: true,
  ...changes,
});

function service(ready: string, operation = "UPDATE_SERVICE SUCCEEDED", observedGeneration = 2): DemoObject {
  const [status = "", reason = ""] = ready.split(" ");
  const [type = "", result = ""] = operation.split(" ");
  return {
    kind: "AppRunnerService",
    metadata: { name: "greeter", generation: 2 },
    status: {
      conditions: [{ type: "Ready", status, reason, message: "", observedGeneration }],
      recentOperations: [{ id: "1", type, status: result }],
    },
  } as unknown as DemoObject;
}

const updated: Expectation = {
  ready: { status: "True", reason: "Running" },
  calls: ["UpdateService"],
  operation: { type: "UPDATE_SERVICE", status: "SUCCEEDED" },
};
const gone: Expectation = { ready: "gone", calls: ["DeleteService"] };

describe("a step", () => {
  it.each<[string, [Expectation, DemoObject | undefined, DemoCall[]], object]>([
    ["is done when all is as expected", [updated, service("True Running"), [call("UpdateService")]], { type: "done" }],
    [
      "does not count reads",
      [updated, service("True Running"), [call("DescribeService"), call("UpdateService"), call("ListOperations")]],
      { type: "done" },
    ],
    [
      "does not count what somebody else did",
      [updated, service("True Running"), [call("UpdateService", { by: "somebody else" }), call("UpdateService")]],
      { type: "done" },
    ],
    [
      "is pending while a call is missing, whatever the condition says",
      [updated, service("True Running"), []],
      { type: "pending", missing: "the calls UpdateService; made: (none)" },
    ],
    [
      "is pending while the condition is another one",
      [updated, service("False Updating"), [call("UpdateService")]],
      {
        type: "pending",
        missing: "Ready=True Running of AppRunnerService greeter; the condition is Ready=False Updating",
      },
    ],
    [
      "is pending while the condition is about an older manifest",
      [updated, service("True Running", "UPDATE_SERVICE SUCCEEDED", 1), [call("UpdateService")]],
      { type: "pending" },
    ],
    [
      "is wrong at once when another call was made",
      [updated, service("True Running"), [call("PauseService")]],
      { type: "wrong", message: "expected the calls UpdateService, and the operator made PauseService" },
    ],
    [
      "is wrong when a call was made twice",
      [updated, service("True Running"), [call("UpdateService"), call("UpdateService")]],
      { type: "wrong" },
    ],
    [
      "is wrong when App Runner refused the call",
      [updated, service("True Running"), [call("UpdateService", { accepted: false })]],
      { type: "wrong", message: "expected the calls UpdateService, and the operator made UpdateService (refused)" },
    ],
    [
      "is wrong when the operation ended otherwise",
      [updated, service("True Running", "UPDATE_SERVICE ROLLBACK_SUCCEEDED"), [call("UpdateService")]],
      {
        type: "wrong",
        message:
          "expected the last operation to be UPDATE_SERVICE SUCCEEDED, and it is UPDATE_SERVICE ROLLBACK_SUCCEEDED",
      },
    ],
    ["is wrong when the object vanished", [updated, undefined, [call("UpdateService")]], { type: "wrong" }],
    ["that deletes is done when the object is gone", [gone, undefined, [call("DeleteService")]], { type: "done" }],
    ["that deletes is pending before", [gone, service("False Deleting"), [call("DeleteService")]], { type: "pending" }],
  ])("%s", (_sentence, [expected, object, calls], verdict) => {
    expect(judge(expected, { object, others: [], calls }, true)).toMatchObject(verdict);
  });

  it("is pending until the operator has looked again, where it was asked to", () => {
    const quiet: Expectation = { ready: { status: "False", reason: "UpdateFailed" }, calls: [] };
    const snapshot = { object: service("False UpdateFailed"), others: [], calls: [] };
    expect(judge(quiet, snapshot, false)).toEqual({ type: "pending", missing: "the operator to look again" });
    expect(judge(quiet, snapshot, true)).toEqual({ type: "done" });
  });
});

describe("a step about several objects", () => {
  const shared: Expectation = {
    ready: { status: "True", reason: "Available" },
    others: { status: "True", reason: "Running" },
    calls: [],
  };
  const first = service("True Available");

  it("is done when all of them are as expected", () => {
    const others = [service("True Running"), service("True Running")];
    expect(judge(shared, { object: first, others, calls: [] }, true)).toEqual({ type: "done" });
  });

  it("is pending while one is not", () => {
    const others = [service("True Running"), service("False Updating")];
    expect(judge(shared, { object: first, others, calls: [] }, true)).toMatchObject({ type: "pending" });
  });

  it("that deletes is pending while one is left", () => {
    const verdict = judge(
      { ...gone, calls: [] },
      { object: undefined, others: [service("False Deleting")], calls: [] },
      true,
    );
    expect(verdict).toEqual({ type: "pending", missing: "AppRunnerService greeter to go" });
  });
});

describe("App Runner's own view", () => {
  const live = { status: "RUNNING", image: "web:1", variables: { B: "2", A: "1" }, scalingRevision: 1 };
  it.each([
    ["agrees where nothing is expected", {}, undefined],
    ["agrees in any order of variables", { variables: { A: "1", B: "2" } }, undefined],
    ["differs in its status", { status: "PAUSED" }, "expected the service to be PAUSED, and App Runner says RUNNING"],
    ["differs in its image", { image: "web:2" }, "expected the image web:2, and App Runner has web:1"],
    [
      "differs in a variable",
      { variables: { A: "1" } },
      'expected the variables {"A":"1"}, and App Runner has {"A":"1","B":"2"}',
    ],
  ])("%s", (_sentence, expected, difference) => {
    expect(liveDifference(expected, live)).toBe(difference);
  });
});
