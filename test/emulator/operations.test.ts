import * as sdk from "@aws-sdk/client-apprunner";
import { describe, expect, it } from "vitest";
import { operationKinds } from "../../src/aws/operation-kind.ts";
import { operations } from "../../src/sandbox/app-runner/operations/operations.ts";

/** Every operation of App Runner, as the SDK has it: each is a command. */
const all = Object.keys(sdk)
  .filter((name) => name.endsWith("Command") && name !== "$Command")
  .map((name) => name.slice(0, -"Command".length))
  .toSorted();

describe("the operations of App Runner", () => {
  it("are all answered by the emulator", () => {
    expect(all).toHaveLength(37);
    expect([...operations.keys()].toSorted()).toEqual(all);
  });

  it("are all driven by the operator", () => {
    expect(Object.keys(operationKinds).toSorted()).toEqual(all);
  });
});
