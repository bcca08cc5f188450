import { describe, expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import { seededRandom } from "../base/random.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import { findLiveHolder } from "./find-live-holder.ts";
import { KubeTransportError } from "./kube-error.ts";
import { LeaderElector, type ElectionEnd } from "./leader-elector.ts";
import { leases, type Lease } from "./lease.ts";
import { FakeKubeClient } from "./testing/fake-kube-client.ts";
import { recordingObservers } from "./testing/recording-observers.ts";

const ref = { namespace: "operators", name: "apprunner-operator" };

interface Candidate {
  readonly elector: LeaderElector;
  readonly lines: string[];
  readonly stop: AbortController;
  readonly ended: Promise<ElectionEnd>;
  end: ElectionEnd | undefined;
}

interface World {
  readonly clock: VirtualClock;
  readonly client: FakeKubeClient;
  candidate(identity: string, clock?: Clock): Candidate;
  lease(): Promise<Lease>;
}

function world(seed = 1): World {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const random = seededRandom(seed);
  return {
    clock,
    client,
    lease: () => client.get<Lease>(leases, ref),
    candidate(identity, ownClock = clock) {
      const lines: string[] = [];
      const stop = new AbortController();
      const elector = new LeaderElector({
        client,
        lease: ref,
        identity,
        clock: ownClock,
        random,
        observer: recordingObservers(lines).elector,
        onStarted: () => lines.push("started"),
        onStopped: (how) => lines.push(`stopped: ${how}`),
      });
      const candidate: Candidate = {
        elector,
        lines,
        stop,
        end: undefined,
        ended: elector.run(stop.signal).then((end) => (candidate.end = end)),
      };
      return candidate;
    },
  };
}

/** A clock whose wall time is off by `skewMs`, and which stands still for its owner while `blocked`. */
class OwnClock implements Clock {
  blocked = false;
  readonly #clock: VirtualClock;
  readonly #skewMs: number;
  readonly #held: (() => void)[] = [];

  constructor(clock: VirtualClock, skewMs: number) {
    this.#clock = clock;
    this.#skewMs = skewMs;
  }
  nowMs(): number {
    return this.#clock.nowMs() + this.#skewMs;
  }
  monotonicMs(): number {
    return this.#clock.monotonicMs() + 12_345;
  }
  setTimer(delayMs: number, callback: () => void): { cancel(): void } {
    return this.#clock.setTimer(delayMs, () => (this.blocked ? void this.#held.push(callback) : callback()));
  }
  unblock(): void {
    this.blocked = false;
    for (const callback of this.#held.splice(0)) callback();
  }
}

describe("LeaderElector", () => {
  it("takes a lease that does not exist, and renews it", async () => {
    const { clock, candidate, lease } = world();
    const one = candidate("one");
    await clock.advance(0);
    expect(one.elector.isLeader()).toBe(true);
    expect((await lease()).spec).toEqual({
      holderIdentity: "one",
      leaseDurationSeconds: 15,
      acquireTime: "2026-01-01T00:00:00.000000Z",
      renewTime: "2026-01-01T00:00:00.000000Z",
      leaseTransitions: 0,
    });
    await clock.advance(60_000);
    expect(one.elector.isLeader()).toBe(true);
    const { acquireTime, renewTime, leaseTransitions } = (await lease()).spec ?? {};
    expect([acquireTime, leaseTransitions]).toEqual(["2026-01-01T00:00:00.000000Z", 0]);
    expect(Date.parse(renewTime ?? "")).toBeGreaterThan(clock.nowMs() - 2_500);
    expect(one.lines).toEqual(["holder one", "leading", "started"]);
    expect(one.elector.currentHolder()).toBe("one");
  });

  it("has one leader at a time, and the next one at once when the first is told to stop", async () => {
    const { clock, candidate, lease } = world();
    const one = candidate("one");
    await clock.advance(100);
    const two = candidate("two");
    await clock.advance(60_000);
    expect([one.elector.isLeader(), two.elector.isLeader(), two.elector.currentHolder()]).toEqual([true, false, "one"]);
    one.stop.abort();
    await clock.advance(0);
    expect(one.end).toBe("released");
    expect((await lease()).spec).toMatchObject({ holderIdentity: "", leaseDurationSeconds: 1 });
    await clock.advance(2_400);
    expect(two.elector.isLeader()).toBe(true);
    expect((await lease()).spec).toMatchObject({
      holderIdentity: "two",
      leaseDurationSeconds: 15,
      leaseTransitions: 1,
    });
    expect(one.lines.slice(-2)).toEqual(["not leading", "stopped: released"]);
  });

  it("loses leadership by its own clock when it cannot renew, before anyone else may have it", async () => {
    const { clock, client, candidate } = world();
    const one = candidate("one");
    await clock.advance(100);
    const two = candidate("two");
    await clock.advance(5_000);
    let cutOff = true;
    client.before.push(({ verb, body }) => {
      const holder = (body as Lease | undefined)?.spec?.holderIdentity;
      if (cutOff && verb === "replace" && holder === "one") throw new KubeTransportError("connection refused");
    });
    let lostAtMs = 0;
    let takenAtMs = 0;
    for (let second = 0; second < 30; second++) {
      await clock.advance(1_000);
      if (lostAtMs === 0 && !one.elector.isLeader()) lostAtMs = clock.monotonicMs();
      if (takenAtMs === 0 && two.elector.isLeader()) takenAtMs = clock.monotonicMs();
      expect(one.elector.isLeader() && two.elector.isLeader()).toBe(false);
    }
    cutOff = false;
    expect(one.end).toBe("lost");
    expect(takenAtMs - lostAtMs).toBeGreaterThanOrEqual(3_000);
    expect(one.lines).toContain("failed: connection refused");
    expect(one.lines.slice(-2)).toEqual(["not leading", "stopped: lost"]);
    expect(client.writes.length).toBeGreaterThan(3);
  });

  it("keeps leading through a single failure, a lost reply and a conflict that was its own", async () => {
    const { clock, client, candidate } = world();
    const one = candidate("one");
    await clock.advance(100);
    let failures = 1;
    client.before.push(({ verb }) => {
      if (verb === "replace" && failures-- === 1) throw new KubeTransportError("reset");
    });
    await clock.advance(5_000);
    let lost = 1;
    client.after.push(({ verb }) => {
      if (verb === "replace" && lost-- === 1) throw new KubeTransportError("reply lost");
    });
    await clock.advance(30_000);
    expect(one.elector.isLeader()).toBe(true);
    expect(one.lines).toContain("slow path");
    expect(one.lines).toContain("failed: reply lost");
  });

  it("loses leadership at once when it sees that another one has the lease", async () => {
    const { clock, client, candidate } = world();
    const one = candidate("one");
    await clock.advance(100);
    await client.patch(leases, ref, { type: "merge", body: { spec: { holderIdentity: "thief" } } });
    await clock.advance(2_400);
    expect([one.end, one.elector.isLeader(), one.elector.currentHolder()]).toEqual(["lost", false, "thief"]);
  });

  it("creates the lease anew when somebody deletes it", async () => {
    const { clock, client, candidate, lease } = world();
    const one = candidate("one");
    await clock.advance(100);
    await client.delete(leases, ref);
    await clock.advance(2_400);
    expect(one.elector.isLeader()).toBe(true);
    expect((await lease()).spec?.holderIdentity).toBe("one");
  });

  it("does not take over a fresh lease under its own name", async () => {
    const { clock, client, candidate } = world();
    client.seed(leases, ref.namespace, {
      metadata: { name: ref.name },
      spec: { holderIdentity: "one", leaseDurationSeconds: 15 },
    });
    const one = candidate("one");
    await clock.advance(14_000);
    expect(one.elector.isLeader()).toBe(false);
    await clock.advance(4_000);
    expect(one.elector.isLeader()).toBe(true);
  });

  it("gives no leadership back to a process whose event loop was blocked past the deadline", async () => {
    const { clock, candidate } = world();
    const frozen = new OwnClock(clock, 0);
    const one = candidate("one", frozen);
    await clock.advance(5_000);
    expect(one.elector.isLeader()).toBe(true);
    frozen.blocked = true;
    await clock.advance(12_000);
    expect(one.elector.isLeader()).toBe(false);
    frozen.unblock();
    await clock.advance(10_000);
    expect([one.end, one.elector.isLeader()]).toEqual(["lost", false]);
  });

  it("gives no leadership back when the answer to a renewal comes too late", async () => {
    const { clock, client, candidate } = world();
    const one = candidate("one");
    await clock.advance(100);
    client.before.push(({ verb }) =>
      verb === "replace" ? new Promise<void>((resolve) => void clock.setTimer(11_000, resolve)) : undefined,
    );
    await clock.advance(60_000);
    expect([one.end, one.elector.isLeader()]).toEqual(["lost", false]);
  });

  it("ends a competition that it has not won", async () => {
    const { clock, client, candidate } = world();
    const one = candidate("one");
    await clock.advance(100);
    const two = candidate("two");
    await clock.advance(1_000);
    two.stop.abort();
    await clock.advance(0);
    expect(await two.ended).toBe("released");
    expect(two.lines).toEqual(["holder one"]);
    expect(one.elector.isLeader()).toBe(true);
    expect(client.writes.every((write) => write.includes("leases"))).toBe(true);
  });

  it("refuses a timing that cannot be safe", () => {
    const { clock, client } = world();
    const options = {
      client,
      lease: ref,
      identity: "x",
      clock,
      random: seededRandom(1),
      observer: recordingObservers([]).elector,
      onStarted: () => undefined,
      onStopped: () => undefined,
    };
    const timing = { leaseDurationMs: 10_000, renewDeadlineMs: 10_000, retryPeriodMs: 2_000 };
    expect(() => new LeaderElector({ ...options, timing })).toThrow(RangeError);
  });
});

describe("LeaderElector, with any clock skew, failures and blocked processes", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("never has two leaders, and always has one again (seed %i)", async (seed) => {
    const { clock, client, candidate } = world(seed);
    const random = seededRandom(seed * 1000);
    let failing = 0.3;
    const flaky = (): void => {
      if (random() < failing) throw new KubeTransportError("flaky");
    };
    client.before.push(flaky);
    client.after.push(flaky);
    client.before.push(() =>
      random() < 0.1 ? new Promise<void>((done) => void clock.setTimer(8_000, done)) : undefined,
    );
    const clocks = [-3_600_000, 0, 86_400_000].map((skewMs) => new OwnClock(clock, skewMs));
    const processes = clocks.map((own, index) => candidate(`p${index}`, own));
    let restarts = 0;
    let turnsLed = 0;
    for (let turn = 0; turn < 1_200; turn++) {
      await clock.advance(500);
      const leaders = processes.filter(({ elector }) => elector.isLeader());
      expect(leaders.length).toBeLessThanOrEqual(1);
      turnsLed += leaders.length;
      for (const [index, own] of clocks.entries()) {
        if (own.blocked && random() < 0.03) own.unblock();
        else if (!own.blocked && random() < 0.003) own.blocked = true;
        if (processes[index]?.end === "lost") processes[index] = candidate(`p${index}-${++restarts}`, own);
      }
    }
    expect(restarts).toBeGreaterThan(0);
    expect(turnsLed).toBeGreaterThan(200);
    failing = 0;
    client.before.splice(0);
    for (const own of clocks) own.unblock();
    await clock.advance(60_000);
    for (const [index, own] of clocks.entries()) {
      if (processes[index]?.end === "lost") processes[index] = candidate(`p${index}-${++restarts}`, own);
    }
    await clock.advance(60_000);
    expect(processes.filter(({ elector }) => elector.isLeader())).toHaveLength(1);
    for (const { stop } of processes) stop.abort();
    await clock.advance(10_000);
  });
});

describe("findLiveHolder", () => {
  const find = async (
    holder: string | undefined,
    renewEveryMs?: number,
  ): Promise<readonly [string | undefined, number]> => {
    const clock = new VirtualClock();
    const client = new FakeKubeClient(clock);
    let renewals = 0;
    const spec = { holderIdentity: holder ?? "", leaseDurationSeconds: 15 };
    if (holder !== undefined) client.seed(leases, ref.namespace, { metadata: { name: ref.name }, spec });
    const renew = (): void => {
      void client.patch(leases, ref, { type: "merge", body: { spec: { renewTime: String(++renewals) } } });
      if (renewEveryMs !== undefined) clock.setTimer(renewEveryMs, renew);
    };
    if (renewEveryMs !== undefined) clock.setTimer(renewEveryMs, renew);
    let found: readonly [string | undefined, number] | undefined;
    void findLiveHolder({ client, clock }, ref).then((identity) => (found = [identity, clock.monotonicMs()]));
    await clock.advanceUntil(() => found !== undefined, 60_000);
    if (found === undefined) throw new Error("no answer");
    return found;
  };

  it.each<[string, string | undefined, number | undefined, readonly [string | undefined, number]]>([
    ["there is no lease", undefined, undefined, [undefined, 0]],
    ["the lease was given up", "", undefined, [undefined, 0]],
    ["the holder renews it", "other", 2_000, ["other", 2_000]],
    ["nobody renews it any more", "dead", undefined, [undefined, 15_000]],
  ])("knows when %s", async (_name, holder, renewEveryMs, expected) => {
    expect(await find(holder, renewEveryMs)).toEqual(expected);
  });
});
