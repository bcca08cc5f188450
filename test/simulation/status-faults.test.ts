import { describe, expect, it } from "vitest";
import type { AppRunnerService } from "../../src/api/app-runner-service.ts";
import { statusFaults } from "./status-faults.ts";

describe("the judges of a status", () => {
  const judge = (object: object): boolean => statusFaults(object as AppRunnerService).length === 0;
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
