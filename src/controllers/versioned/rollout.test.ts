import { describe, expect, it } from "vitest";
import type { ManagedResource, ManagedStatus } from "../engine/managed-resource.ts";
import { managed } from "../engine/testing/managed.ts";
import type { Rollout } from "./memory.ts";
import { admittedVersion, planRollout, type RolloutUser } from "./rollout.ts";

const startedAt = "2026-01-01T00:00:00.000Z";
const nowMs = Date.parse("2026-01-01T01:00:00.000Z");
const others = new Set(["old"]);

/** A service that runs with `usedArn`. */
function user(
  name: string,
  usedArn: string,
  more: ManagedStatus = {},
  spec: ManagedResource["spec"] = {},
): RolloutUser {
  const status: ManagedStatus = { serviceStatus: "RUNNING", ...more };
  return { usedArn, resource: { ...managed({ name }, status), spec } };
}

const changing = { operation: { id: "1", type: "UPDATE_SERVICE", status: "IN_PROGRESS" } };
const failedAt = (time: string): ManagedStatus => ({ failure: { failedAt: time } });
const stalledAt = (lastTransitionTime: string, reason: string): ManagedStatus => ({
  conditions: [{ type: "Stalled", status: "True", reason, message: "so it is", lastTransitionTime }],
});
const known = (...admitted: readonly string[]): Rollout => ({ arn: "new", startedAt, admitted });

describe("the roll-out of a new version", () => {
  it.each<{
    title: string;
    users: readonly RolloutUser[];
    known?: Rollout;
    room?: number;
    admitted: readonly string[];
  }>([
    {
      title: "begins with one service",
      users: [user("a", "old"), user("b", "old"), user("c", "old")],
      admitted: ["a"],
    },
    {
      title: "waits for the first one",
      users: [user("a", "old", changing), user("b", "old")],
      known: known("a"),
      admitted: ["a"],
    },
    {
      title: "waits for the first one also while App Runner shows the new version already",
      users: [user("a", "new", changing), user("b", "old")],
      known: known("a"),
      admitted: ["a"],
    },
    {
      title: "goes on with five at once",
      users: [user("a", "new"), ...["b", "c", "d", "e", "f", "g", "h"].map((name) => user(name, "old"))],
      known: known("a"),
      admitted: ["a", "b", "c", "d", "e", "f"],
    },
    {
      title: "lets the next one in when one of the five is done",
      users: [
        user("a", "new"),
        user("b", "new"),
        ...["c", "d", "e", "f"].map((name) => user(name, "old", changing)),
        ...["g", "h"].map((name) => user(name, "old")),
      ],
      known: known("a", "b", "c", "d", "e", "f"),
      admitted: ["a", "b", "c", "d", "e", "f", "g"],
    },
    {
      title: "begins with a service that can change",
      users: [
        user("a", "old", { serviceStatus: "PAUSED" }),
        user("b", "old", {}, { suspend: true }),
        user("c", "old", failedAt("2025-12-31T00:00:00Z")),
        user("d", "old"),
      ],
      admitted: ["d"],
    },
    {
      title: "ends with those that cannot change now",
      users: [user("a", "old", { serviceStatus: "PAUSED" }), user("d", "new")],
      known: known("d"),
      admitted: ["a", "d"],
    },
    {
      title: "is not held up by a service that was paused after it was asked",
      users: [user("a", "old", { serviceStatus: "PAUSED" }), user("b", "old")],
      known: known("a"),
      admitted: ["a", "b"],
    },
    {
      title: "neither begins with a service that only observes nor waits for it",
      users: [user("a", "old", {}, { managementPolicy: "Observe" }), user("b", "old")],
      admitted: ["b"],
    },
    {
      title: "is not held up by a service that stalls for another reason",
      users: [user("a", "old", stalledAt("2026-01-01T00:30:00Z", "AccessDenied")), user("b", "old")],
      known: known("a"),
      admitted: ["a", "b"],
    },
    {
      title: "begins anew for a newer version",
      users: [user("a", "old"), user("b", "old")],
      known: { ...known("a", "b"), arn: "newer" },
      admitted: ["a"],
    },
    {
      title: "shares the room with other roll-outs",
      users: [user("a", "new"), ...["b", "c", "d", "e"].map((name) => user(name, "old"))],
      known: known("a"),
      room: 2,
      admitted: ["a", "b", "c"],
    },
    {
      title: "does not begin while others have all the room",
      users: [user("a", "old"), user("b", "old")],
      room: 0,
      admitted: [],
    },
    {
      title: "needs no room for those that cannot change now",
      users: [user("a", "old", { serviceStatus: "PAUSED" }), user("d", "new")],
      known: known("d"),
      room: 0,
      admitted: ["a", "d"],
    },
  ])("$title", ({ users, known: before, room = 5, admitted }) => {
    expect(planRollout(users, { arn: "new", others, room, known: before, nowMs })?.rollout.admitted).toEqual(admitted);
  });

  it.each<{ title: string; users: readonly RolloutUser[]; known?: Rollout; room: number; waits: true | undefined }>([
    { title: "before the first one", users: [user("a", "old")], room: 0, waits: true },
    {
      title: "not for the first one",
      users: [user("a", "old", changing)],
      known: known("a"),
      room: 1,
      waits: undefined,
    },
    {
      title: "when there is room for some",
      users: [user("a", "new"), user("b", "old"), user("c", "old")],
      known: known("a"),
      room: 1,
      waits: true,
    },
    {
      title: "not when there is room for all",
      users: [user("a", "new"), user("b", "old"), user("c", "old")],
      known: known("a"),
      room: 2,
      waits: undefined,
    },
  ])("waits for room: $title", ({ users, known: before, room, waits }) => {
    const step = planRollout(users, { arn: "new", others, room, known: before, nowMs });
    expect(step?.rollout.waitsForRoom).toBe(waits);
    expect(step?.isMoving).toBe(true);
  });

  it("stops at a service to which App Runner refuses it", () => {
    const users = [user("a", "old", stalledAt("2026-01-01T00:30:00Z", "Rejected")), user("b", "old")];
    expect(planRollout(users, { arn: "new", others, room: 5, known: known("a"), nowMs })).toMatchObject({
      rollout: { failedService: "a" },
    });
  });

  it("stops at a service that failed to take it, until that failure is cleared", () => {
    const stopped = [user("a", "old", failedAt("2026-01-01T00:30:00Z")), user("b", "old")];
    expect(planRollout(stopped, { arn: "new", others, room: 5, known: known("a"), nowMs })?.rollout).toEqual({
      ...known("a"),
      failedService: "a",
    });
    const repaired = [user("a", "new"), user("b", "old")];
    expect(planRollout(repaired, { arn: "new", others, room: 5, known: known("a"), nowMs })?.rollout).toEqual(
      known("a", "b"),
    );
  });

  it("rests when all that are left cannot change now", () => {
    const users = [user("a", "old", { serviceStatus: "PAUSED" }), user("b", "new")];
    const target = { arn: "new", others, room: 5, known: known("a", "b"), nowMs };
    expect(planRollout(users, target)).toMatchObject({ isMoving: false, left: ["a"] });
    expect(planRollout([...users, user("c", "old")], target)).toMatchObject({ isMoving: true, left: ["a", "c"] });
  });

  it.each<{ title: string; users: readonly RolloutUser[] }>([
    { title: "nobody refers to it", users: [] },
    { title: "all have it", users: [user("a", "new")] },
    { title: "those without it came from elsewhere", users: [user("a", "raw")] },
  ])("is over when $title", ({ users }) => {
    expect(planRollout(users, { arn: "new", others, room: 5, known: known("a"), nowMs })).toBeUndefined();
  });
});

describe("the version that a service gets", () => {
  const configuration = { arn: "new", superseded: [{ arn: "old" }], rollout: known("a") };
  it.each([
    { title: "is the new one when it may have it", name: "a", usedArn: "old", expected: "new" },
    { title: "is the one that it has while it waits", name: "b", usedArn: "old", expected: "old" },
    { title: "is the new one when it has none", name: "b", usedArn: undefined, expected: "new" },
    { title: "is the new one when it comes from elsewhere", name: "b", usedArn: "raw", expected: "new" },
  ])("$title", ({ name, usedArn, expected }) => {
    expect(admittedVersion(configuration, { name, usedArn })).toBe(expected);
  });

  it("is the new one when there is no roll-out", () => {
    expect(admittedVersion({ ...configuration, rollout: undefined }, { name: "b", usedArn: "old" })).toBe("new");
  });
});
