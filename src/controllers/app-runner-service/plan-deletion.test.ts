import { describe, expect, it } from "vitest";
import { retryAnnotation } from "../engine/annotations.ts";
import { ourPrefix, ownershipTagKeys } from "../engine/ownership.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import {
  minutesAgo,
  ownTags,
  planInput,
  present,
  resource,
  settledMemory,
  type Situation,
  summary,
} from "./testing/samples.ts";

const going = { deletionTimestamp: "2026-01-01T11:00:00Z" };
const read = { operations: [] };
const failedDelete = (minutes: number) => ({
  ...settledMemory(),
  recentOperations: [
    { id: "op", type: "DELETE_SERVICE", status: "FAILED", endedAt: minutesAgo(minutes).toISOString() },
  ],
});

describe("the next step when the object is being deleted", () => {
  it.each<Situation & { readonly title: string; readonly expected: string }>([
    { title: "there is no service", expected: "release" },
    {
      title: "the answer to its creation was lost a moment ago, and it is not listed",
      memory: { intent: { call: "CreateService", recordedAt: minutesAgo(0.5).toISOString() } },
      expected: "finish Deleting",
    },
    {
      title: "the answer to its creation was lost a while ago, and it is not listed",
      memory: { intent: { call: "CreateService", recordedAt: minutesAgo(2).toISOString() } },
      expected: "release",
    },
    {
      title: "the service was created for it",
      observation: present({}, read),
      expected: "call DeleteService: Deleting",
    },
    { title: "the operations are not known", observation: present(), expected: "read operations" },
    {
      title: "the service was adopted",
      observation: present({}, { ...read, tags: ownTags("adopted") }),
      expected: "call UntagResource: Deleting",
    },
    {
      title: "the service was adopted and is to be deleted",
      resource: resource({ deletionPolicy: "Delete" }, going),
      observation: present({}, { ...read, tags: ownTags("adopted") }),
      expected: "call DeleteService: Deleting",
    },
    {
      title: "the service is only half adopted, whatever the policy",
      resource: resource({ deletionPolicy: "Delete" }, going),
      observation: present({}, { ...read, tags: ownTags("adopting") }),
      expected: "call UntagResource: Deleting",
    },
    {
      title: "the service was created for it and is to be retained",
      resource: resource({ deletionPolicy: "Retain" }, going),
      observation: present({}, read),
      expected: "call UntagResource: Deleting",
    },
    {
      title: "the service is another object's",
      observation: present({}, { tags: new Map([...ownTags(), [`${ourPrefix}name`, "x"]]) }),
      expected: "release",
    },
    { title: "the service is nobody's", observation: present({}, { tags: new Map() }), expected: "release" },
    {
      title: "the service is of an earlier incarnation",
      observation: present({}, { ...read, tags: new Map([...ownTags(), [`${ourPrefix}uid`, "uid-0"]]) }),
      expected: "call DeleteService: Deleting",
    },
    {
      title: "the service is busy",
      observation: present(
        { Status: "OPERATION_IN_PROGRESS" },
        { operations: [summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS")] },
      ),
      expected: "finish WaitingForOperation",
    },
    {
      title: "its deletion runs",
      memory: { ...settledMemory(), operation: { id: "op-1", type: "DELETE_SERVICE", status: "IN_PROGRESS" } },
      observation: { state: "following", operations: [summary("op-1", "DELETE_SERVICE", "IN_PROGRESS")] },
      expected: "finish Deleting",
    },
    {
      title: "its deletion has just failed",
      memory: failedDelete(1),
      observation: present({ Status: "DELETE_FAILED" }, read),
      expected: "finish DeleteFailed",
    },
    {
      title: "its deletion failed a while ago",
      memory: failedDelete(6),
      observation: present({ Status: "DELETE_FAILED" }, read),
      expected: "call DeleteService: Deleting",
    },
    {
      title: "its deletion has just failed and a retry is requested",
      resource: resource({}, { ...going, annotations: { [retryAnnotation]: "now" } }),
      memory: failedDelete(1),
      observation: present({ Status: "DELETE_FAILED" }, read),
      expected: "call DeleteService: Deleting",
    },
  ])("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput({ resource: resource({}, going), ...situation })))).toBe(expected);
  });

  it("lets the object go also when taking the ownership tags off fails", () => {
    const retained = resource({ deletionPolicy: "Retain" }, going);
    const decision = plan(planInput({ resource: retained, observation: present({}, read) }));
    expect(decision).toMatchObject({ bestEffort: true, call: { input: { TagKeys: ownershipTagKeys } } });
  });
});
