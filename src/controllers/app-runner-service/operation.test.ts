import { describe, expect, it } from "vitest";
import { hasFailed, isInFlight } from "./operation.ts";

describe("the status of an operation", () => {
  it.each([
    { status: "PENDING", inFlight: true, failed: false },
    { status: "IN_PROGRESS", inFlight: true, failed: false },
    { status: "ROLLBACK_IN_PROGRESS", inFlight: true, failed: false },
    { status: "SOMETHING_NEW", inFlight: true, failed: false },
    { status: "SUCCEEDED", inFlight: false, failed: false },
    { status: "FAILED", inFlight: false, failed: true },
    { status: "ROLLBACK_FAILED", inFlight: false, failed: true },
    { status: "ROLLBACK_SUCCEEDED", inFlight: false, failed: true },
  ])("$status: in flight $inFlight, failed $failed", ({ status, inFlight, failed }) => {
    const operation = { id: "op-2", type: "UPDATE_SERVICE", status };
    expect(isInFlight(operation)).toBe(inFlight);
    expect(hasFailed(operation)).toBe(failed);
  });
});
