import { describe, expect, it } from "vitest";
import { recreateState } from "./recreate.ts";
import { minutesAgo, minuteMs, planInput, resource } from "./testing/samples.ts";

function stateAfter(attempts: number, minutes: number): ReturnType<typeof recreateState> {
  const memory = { recreate: { attempts, lastAttemptAt: minutesAgo(minutes).toISOString() } };
  return recreateState(planInput({ resource: resource({ createFailurePolicy: "Recreate" }), memory }));
}

describe("creating a service again", () => {
  it("is off unless the manifest asks for it", () => {
    expect(recreateState(planInput()).state).toBe("off");
    expect(recreateState(planInput({ resource: resource({ createFailurePolicy: "Keep" }) })).state).toBe("off");
  });

  it("is due at once before any attempt was counted", () => {
    expect(recreateState(planInput({ resource: resource({ createFailurePolicy: "Recreate" }) })).state).toBe("due");
  });

  it.each([
    { attempts: 1, minutes: 1 },
    { attempts: 2, minutes: 2 },
    { attempts: 3, minutes: 4 },
    { attempts: 4, minutes: 8 },
    { attempts: 5, minutes: 16 },
  ])("waits $minutes minutes after failure $attempts", ({ attempts, minutes }) => {
    expect(stateAfter(attempts, minutes).state).toBe("due");
    expect(stateAfter(attempts, minutes - 0.5)).toMatchObject({
      state: "waiting",
      outcome: { reason: "Recreating", requeueAfterMs: minuteMs / 2 },
    });
  });

  it("comes to an end with the sixth failure", () => {
    expect(stateAfter(6, 600).state).toBe("exhausted");
  });
});
