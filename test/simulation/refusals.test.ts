import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

beforeAll(warmUp);

/** An answer that AWS gives instead of doing what was asked. */
interface Refusal {
  readonly title: string;
  readonly answer: "error" | "malformed" | "drop";
  readonly code?: string;
  readonly message?: string;
  readonly reason: Reason;
  /** The most calls of an operation that is answered so for an hour. */
  readonly hourly: number;
}

const backedOff = 20;
const refusals: readonly Refusal[] = [
  {
    title: "a quota that is reached",
    answer: "error",
    code: "ServiceQuotaExceededException",
    reason: "QuotaExceeded",
    hourly: 14,
  },
  {
    title: "a permission that is missing",
    answer: "error",
    code: "AccessDeniedException",
    reason: "AccessDenied",
    hourly: 14,
  },
  {
    title: "credentials that expired",
    answer: "error",
    code: "ExpiredTokenException",
    reason: "CredentialsInvalid",
    hourly: 70,
  },
  { title: "throttling", answer: "error", code: "ThrottlingException", reason: "Throttled", hourly: backedOff },
  {
    title: "an internal error",
    answer: "error",
    code: "InternalServiceErrorException",
    reason: "AwsUnavailable",
    hourly: backedOff,
  },
  { title: "an answer that makes no sense", answer: "malformed", reason: "AwsUnavailable", hourly: backedOff },
  { title: "a connection that breaks", answer: "drop", reason: "AwsUnavailable", hourly: backedOff },
  {
    title: "a request that is invalid",
    answer: "error",
    code: "InvalidRequestException",
    message: "You must not.",
    reason: "Rejected",
    hourly: 2,
  },
];

/** Injects a refusal into an operation until it is taken away. */
function refuse(world: World, operation: string, { answer, code, message }: Refusal): void {
  const text = message === undefined ? {} : { message };
  world.emulator.admin.inject({ operation, when: "before", answer, count: 1000, ...(code && { code }), ...text });
}

describe.each([
  { operation: "CreateService", given: undefined, spec: imageSpec("1") },
  { operation: "UpdateService", given: imageSpec("1"), spec: imageSpec("2") },
  { operation: "DescribeService", given: imageSpec("1"), spec: imageSpec("2") },
])("$operation that is answered by", ({ operation, given, spec }) => {
  it.each(refusals)(
    "$title is told as $reason, tried again at a sane pace, and goes on when it passes",
    async (refusal) => {
      const world = new World();
      world.start();
      if (given !== undefined) {
        world.apply(shop, given);
        await world.until(shop, "Running");
      }
      const before = world.calls()[operation] ?? 0;
      refuse(world, operation, refusal);
      if (given === undefined) world.apply(shop, spec);
      else await world.edit(shop, { spec });
      await world.untilTrue("it is told", () => world.told.reasons.has(refusal.reason), minuteMs);
      await world.clock.advance(hourMs);
      expect((world.calls()[operation] ?? 0) - before).toBeGreaterThan(0);
      expect((world.calls()[operation] ?? 0) - before).toBeLessThanOrEqual(refusal.hourly);
      expect(world.kube.writes.length).toBeLessThan(150);
      expect(world.told.events.filter(({ reason }) => reason === refusal.reason).length).toBeLessThanOrEqual(1);
      world.emulator.admin.clearInjections();
      await world.until(shop, "Running");
      expect(world.emulator.admin.services()).toHaveLength(1);
      expect(world.told.defects).toEqual([]);
    },
  );
});

describe("a role that App Runner cannot assume", () => {
  const withRole = (role: string): JsonObject => ({
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
        imageRepositoryType: "ECR",
      },
      authenticationConfiguration: { accessRoleArn: `arn:aws:iam::111122223333:role/${role}` },
    },
  });

  it("is waited for as long as it may be new", async () => {
    const world = new World();
    world.start();
    world.apply(shop, withRole("fresh"));
    await world.until(shop, "WaitingForRole");
    await world.until(shop, "Running", 10 * minuteMs);
    expect(world.told.reasons).not.toContain("RoleNotAssumable");
    expect(world.mutations()["CreateService"]).toBeLessThanOrEqual(6);
  });

  it("is a stall after five minutes, and tried every five minutes from then on", async () => {
    const world = new World();
    world.start();
    world.apply(shop, withRole("not-assumable"));
    await world.until(shop, "RoleNotAssumable", 6 * minuteMs);
    const before = world.mutations()["CreateService"] ?? 0;
    await world.clock.advance(hourMs);
    expect((world.mutations()["CreateService"] ?? 0) - before).toBeLessThanOrEqual(14);
  });
});

describe("an operator without credentials", () => {
  it("says so on every object, and works as soon as it has some", async () => {
    const world = new World();
    refuse(world, "GetCallerIdentity", {
      title: "",
      answer: "error",
      code: "InvalidClientTokenId",
      reason: "CredentialsInvalid",
      hourly: 0,
    });
    world.start();
    world.apply(shop, imageSpec("1"));
    world.apply("other", imageSpec("1"));
    await world.until(shop, "CredentialsInvalid");
    await world.until("other", "CredentialsInvalid");
    expect(world.get(shop)?.metadata.finalizers).toBeUndefined();
    world.emulator.admin.clearInjections();
    await world.until(shop, "Running", 10 * minuteMs);
    await world.until("other", "Running", 10 * minuteMs);
  });
});

describe("invariant 5: only the leader changes anything in AWS", () => {
  it("a process that does not lead makes no mutation, whatever is edited", async () => {
    const world = new World();
    world.leads = false;
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.clock.advance(hourMs);
    await world.edit(shop, { spec: imageSpec("2") });
    await world.clock.advance(hourMs);
    expect(world.mutations()).toEqual({});
    world.leads = true;
    world.restart();
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("leadership that is lost between the decision and the call stops the call", async () => {
    const world = new World();
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    // The intent is written right before the call is made.
    world.kube.after.push(() => {
      if (world.get(shop)?.status?.intent?.call === "UpdateService") world.leads = false;
    });
    await world.edit(shop, { spec: imageSpec("2") });
    await world.untilTrue("it is lost", () => !world.leads);
    await world.clock.advance(hourMs);
    expect(world.mutations()).toEqual({ CreateService: 1 });
    world.kube.after.length = 0;
    world.leads = true;
    world.restart();
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });
});
