import { beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import type { AppRunnerService } from "../../src/api/app-runner-service.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import type { Json } from "../../src/base/json.ts";
import { type Reason, type ReasonRow, reasons } from "../../src/controllers/engine/reasons.ts";
import { type Kstatus, kstatusOf, kubectlWaitEnds } from "./kstatus.ts";
import { reach } from "./reach-all-reasons.ts";
import { warmUp } from "./world.ts";

const check = manifestChecker(appRunnerServiceDefinition);

describe("each reason is reached by a run of the engine", () => {
  beforeAll(warmUp);

  let judged = 0;

  it.each(Object.keys(reasons) as Reason[])("%s", async (reason) => {
    const { reached, world } = await reach(reason);
    expect(saysWhatTheTableSays(reached.reason, reached.object)).toEqual([]);
    const faults = world.written.flatMap((object) =>
      faultsOf(object).map((fault) => `${fault}: ${JSON.stringify(object.status)}`),
    );
    expect(faults.join("\n")).toBe("");
    expect(reason === "InternalError" ? [] : world.told.defects).toEqual([]);
    judged += world.written.length;
  });

  it("and every status written on the way was judged", () => {
    console.log(`reasons: ${Object.keys(reasons).length} reached; kstatus and kubectl wait judged ${judged} objects`);
    expect(judged).toBeGreaterThan(Object.keys(reasons).length);
  });
});

describe("the judges", () => {
  const judge = (object: object): boolean => faultsOf(object as AppRunnerService).length === 0;
  const condition = (type: string, status: string, generation = 2): object => ({
    type,
    status,
    reason: "Running",
    message: "it runs",
    observedGeneration: generation,
    lastTransitionTime: "2026-01-01T00:00:00Z",
  });
  const object = (status: object): object => ({
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AppRunnerService",
    metadata: { name: "shop", generation: 2 },
    spec: {
      sourceConfiguration: {
        imageRepository: { imageIdentifier: "public.ecr.aws/a/shop:1", imageRepositoryType: "ECR_PUBLIC" },
      },
    },
    status,
  });
  const synced = condition("Synced", "True");

  it("find nothing wrong with a status that is right", () => {
    expect(judge(object({ observedGeneration: 2, conditions: [condition("Ready", "True"), synced] }))).toBe(true);
  });

  it.each([
    [
      "Ready beside Stalled",
      { observedGeneration: 2, conditions: [condition("Ready", "True"), synced, condition("Stalled", "True")] },
    ],
    [
      "an unready object that is neither Reconciling nor Stalled",
      { observedGeneration: 2, conditions: [condition("Ready", "False"), synced] },
    ],
    [
      "a Ready of an older generation that counts as observed",
      { observedGeneration: 2, conditions: [condition("Ready", "True", 1), synced] },
    ],
    ["a member that the schema does not know", { observedGeneration: 2, conditions: [], surprise: 1 }],
  ])("find %s", (_name, status) => {
    expect(judge(object(status))).toBe(false);
  });
});

/** What differs between an object and the row of its reason. */
function saysWhatTheTableSays(reason: Reason, object: AppRunnerService): string[] {
  const row: ReasonRow = reasons[reason];
  const conditions = object.status?.conditions ?? [];
  const said = (type: string): string | undefined => conditions.find((condition) => condition.type === type)?.status;
  const faults: string[] = [];
  const expectSame = (what: string, is: unknown, wanted: unknown): void => {
    if (is !== wanted) faults.push(`${what} is ${String(is)} instead of ${String(wanted)}`);
  };
  expectSame("Synced", said("Synced"), row.synced);
  if (row.ready !== "unchanged") {
    expectSame("Ready", said("Ready"), row.ready);
    expectSame("Ready's reason", conditions.find(({ type }) => type === "Ready")?.reason, reason);
    expectSame("observedGeneration", object.status?.observedGeneration, object.metadata.generation);
    expectSame("Reconciling", said("Reconciling"), row.progress === "Reconciling" ? "True" : undefined);
    expectSame("Stalled", said("Stalled"), row.progress === "Stalled" ? "True" : undefined);
    if (object.metadata.deletionTimestamp === undefined) expectSame("kstatus", kstatusOf(object), kstatusByRow(row));
  }
  if (row.synced === "False")
    expectSame("Synced's reason", conditions.find(({ type }) => type === "Synced")?.reason, reason);
  return faults;
}

function kstatusByRow(row: ReasonRow): Kstatus {
  if (row.progress === "Stalled") return "Failed";
  return row.progress === "Reconciling" ? "InProgress" : "Current";
}

/** What is wrong with a status, whatever it is about. */
function faultsOf(object: AppRunnerService): string[] {
  const json = JSON.parse(JSON.stringify(object)) as Json;
  const conditions = object.status?.conditions ?? [];
  const { generation } = object.metadata;
  const isTerminating = object.metadata.deletionTimestamp !== undefined;
  const ready = conditions.find(({ type }) => type === "Ready");
  const isCurrent = kstatusOf(object) === "Current";
  return [
    ...check(json).map(({ field, message }) => `${field} ${message}`),
    ...(new Set(conditions.map(({ type }) => type)).size === conditions.length
      ? []
      : ["a type of condition stands twice"]),
    ...conditions
      .filter(({ reason }) => !/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason))
      .map(({ reason }) => `no reason: ${reason}`),
    ...conditions
      .filter(({ message }) => message.length > 32_768 || /[\r\n]/.test(message))
      .map(({ type }) => `the message of ${type} is no line`),
    ...conditions
      .filter(({ observedGeneration = 0 }) => observedGeneration > generation)
      .map(({ type }) => `${type} is of the future`),
    ...conditions
      .filter(({ type, status }) => !["Ready", "Synced"].includes(type) && status !== "True")
      .map(({ type }) => `${type} stands without being True`),
    ...(conditions.length > 0 && conditions[0]?.type !== "Ready" ? ["Ready is not the first"] : []),
    ...(isTerminating || conditions.length === 0 || isCurrent === kubectlWaitEnds(object)
      ? []
      : [`kstatus says ${kstatusOf(object)}, and kubectl wait ${kubectlWaitEnds(object) ? "ends" : "waits"}`]),
    ...(isCurrent && ready?.status !== "True" && conditions.length > 0 ? ["it is current without being Ready"] : []),
    ...(ready?.status === "False" && !conditions.some(({ type }) => type === "Reconciling" || type === "Stalled")
      ? ["it is not Ready, and neither Reconciling nor Stalled"]
      : []),
  ];
}
