import { describe, expect, it } from "vitest";
import { judgeWithKstatus, type KstatusVerdict } from "../tools/judge-with-kstatus.ts";

interface Judged {
  readonly title: string;
  /** Beside a generation of 2. */
  readonly metadata?: object;
  readonly status?: object;
  readonly expected: KstatusVerdict["status"];
}

const condition = (type: string, status: string): object => ({ type, status, reason: "Because", message: "so it is" });

/** What the operator's statuses build on; the algorithm is that of kstatus' generic resources. */
const cases: readonly Judged[] = [
  { title: "an object without status counts as current", expected: "Current" },
  { title: "an empty status counts as current", status: {}, expected: "Current" },
  {
    title: "the default -1 of a generation not observed yet is in progress",
    status: { observedGeneration: -1 },
    expected: "InProgress",
  },
  { title: "an older generation observed is in progress", status: { observedGeneration: 1 }, expected: "InProgress" },
  {
    title: "an older generation observed outweighs Ready",
    status: { observedGeneration: 1, conditions: [condition("Ready", "True")] },
    expected: "InProgress",
  },
  {
    title: "an older generation observed outweighs Stalled",
    status: { observedGeneration: 1, conditions: [condition("Stalled", "True")] },
    expected: "InProgress",
  },
  {
    title: "Ready is current",
    status: { observedGeneration: 2, conditions: [condition("Ready", "True")] },
    expected: "Current",
  },
  {
    title: "not Ready is in progress, not failed",
    status: { observedGeneration: 2, conditions: [condition("Ready", "False")] },
    expected: "InProgress",
  },
  {
    title: "Ready unknown is in progress",
    status: { observedGeneration: 2, conditions: [condition("Ready", "Unknown")] },
    expected: "InProgress",
  },
  {
    title: "Reconciling is in progress, also beside Ready",
    status: { observedGeneration: 2, conditions: [condition("Ready", "True"), condition("Reconciling", "True")] },
    expected: "InProgress",
  },
  {
    title: "Stalled is failed, also beside not Ready",
    status: { observedGeneration: 2, conditions: [condition("Ready", "False"), condition("Stalled", "True")] },
    expected: "Failed",
  },
  {
    title: "Stalled False says nothing",
    status: { observedGeneration: 2, conditions: [condition("Stalled", "False"), condition("Ready", "True")] },
    expected: "Current",
  },
  {
    title: "of Stalled and Reconciling the first in the list wins: Stalled",
    status: { observedGeneration: 2, conditions: [condition("Stalled", "True"), condition("Reconciling", "True")] },
    expected: "Failed",
  },
  {
    title: "of Stalled and Reconciling the first in the list wins: Reconciling",
    status: { observedGeneration: 2, conditions: [condition("Reconciling", "True"), condition("Stalled", "True")] },
    expected: "InProgress",
  },
  {
    title: "a condition of another type says nothing",
    status: { observedGeneration: 2, conditions: [condition("DeploymentFailed", "True"), condition("Ready", "True")] },
    expected: "Current",
  },
  {
    title: "a deleted object is terminating, whatever its status",
    metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" },
    status: { observedGeneration: 2, conditions: [condition("Stalled", "True")] },
    expected: "Terminating",
  },
];

describe("kstatus", () => {
  const objectOf = ({ metadata, status }: Judged): object => ({
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AppRunnerService",
    metadata: { name: "web", namespace: "shop", generation: 2, ...metadata },
    ...(status === undefined ? {} : { status }),
  });
  const verdicts = judgeWithKstatus(cases.map(objectOf));

  it.each(cases.map((each, index) => ({ ...each, index })))("$title", async ({ index, expected }) => {
    expect((await verdicts)[index]?.status).toBe(expected);
  });

  it("fails on what is no object, instead of judging it", async () => {
    await expect(judgeWithKstatus([{ spec: {} }])).rejects.toThrow("read an object");
  });
});
