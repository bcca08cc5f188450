import { describe, expect, it } from "vitest";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import {
  imageSpec,
  newResource,
  planInput,
  present,
  resource,
  serviceArn,
  type Situation,
  summary,
} from "./testing/samples.ts";

const observed = newResource({ managementPolicy: "Observe" });
const foreign = { tags: new Map([["copilot-application", "shop"]]) };

describe("the next step with managementPolicy Observe", () => {
  it.each<Situation & { readonly title: string; readonly expected: string }>([
    {
      title: "the object was managed before",
      resource: resource({ managementPolicy: "Observe" }),
      observation: present(),
      expected: "release",
    },
    {
      title: "the object is going, and was managed before",
      resource: resource({ managementPolicy: "Observe" }, { deletionTimestamp: "2026-01-01T11:00:00Z" }),
      observation: present(),
      expected: "release",
    },
    { title: "there is no service", expected: "finish NotFound" },
    {
      title: "the service is as declared, whosever it is",
      observation: present({}, foreign),
      expected: "finish Running",
    },
    { title: "the service is paused", observation: present({ Status: "PAUSED" }, foreign), expected: "finish Paused" },
    {
      title: "the service differs",
      resource: newResource({ ...imageSpec("2"), managementPolicy: "Observe" }),
      observation: present(),
      expected: "finish Drifted",
    },
    {
      title: "the service could not be created",
      observation: present({ Status: "CREATE_FAILED" }),
      expected: "finish CreateFailed",
    },
    {
      title: "the service is busy and the operations are not known",
      observation: present({ Status: "OPERATION_IN_PROGRESS" }),
      expected: "read operations",
    },
    {
      title: "the service is busy",
      observation: present(
        { Status: "OPERATION_IN_PROGRESS" },
        { operations: [summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS")] },
      ),
      expected: "finish ForeignOperation",
    },
    {
      title: "the operation that was seen still runs",
      memory: { operation: { id: "op-1", type: "UPDATE_SERVICE", status: "IN_PROGRESS", foreign: true } },
      observation: { state: "following", operations: [summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS")] },
      expected: "finish ForeignOperation",
    },
  ])("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput({ resource: observed, ...situation })))).toBe(expected);
  });

  it("shows nothing any more of a service that is gone", () => {
    const memory = {
      arn: serviceArn,
      operation: { id: "op-1", type: "DELETE_SERVICE", status: "IN_PROGRESS", foreign: true },
      drift: [{ path: "desiredState" }],
    };
    const decision = plan(planInput({ resource: observed, memory }));
    expect(decision).toHaveProperty("memory");
    for (const member of Object.keys(memory)) expect(decision).not.toHaveProperty(["memory", member]);
  });
});
