import { describe, expect, it } from "vitest";
import { operationKinds } from "../../src/aws/operation-kind.ts";
import { operations } from "../../src/sandbox/app-runner/operations/operations.ts";
import { sdkOperations } from "./sdk-operations.ts";

describe("the operations of App Runner", () => {
  it("are all answered by the emulator", () => {
    expect(sdkOperations).toHaveLength(37);
    expect([...operations.keys()].toSorted()).toEqual(sdkOperations);
  });

  it("are all driven by the operator", () => {
    expect(Object.keys(operationKinds).toSorted()).toEqual(sdkOperations);
  });
});
