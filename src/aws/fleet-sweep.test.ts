import type { ListServicesCommandOutput } from "@aws-sdk/client-apprunner";
import { describe, expect, it } from "vitest";
import { sleep } from "../base/sleep.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import { AwsError } from "./aws-error.ts";
import type { SweepRecord } from "./aws-observer.ts";
import { createFleetSweep, type FleetSweep } from "./fleet-sweep.ts";
import type { AppRunnerPort } from "./port.ts";

const place = { account: "111122223333", region: "us-east-1" };
const outage = new AwsError("no", { errorClass: "transient", code: "InternalFailure", operation: "ListServices" });

/** An App Runner that lists what stands in `pages` (names to statuses) and takes `pageMs` for each. */
class ListingAws implements AppRunnerPort {
  pages: Record<string, string>[] = [{}];
  failing: Error | undefined;
  pageMs = 100;
  readonly calls: object[] = [];
  readonly clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.clock = clock;
  }

  call: AppRunnerPort["call"] = async (operation, input, options) => {
    if (operation !== "ListServices") throw new Error(`${operation} is not expected of a sweep`);
    this.calls.push(input);
    const token = "NextToken" in input ? input.NextToken : undefined;
    return this.#list(Number(token ?? 0), options?.signal);
  };

  async #list(index: number, signal?: AbortSignal): Promise<ListServicesCommandOutput> {
    const page = this.pages[index] ?? {};
    const failing = this.failing;
    const more = index + 1 < this.pages.length;
    await sleep(this.clock, this.pageMs, signal);
    if (failing !== undefined) throw failing;
    return {
      $metadata: {},
      ServiceSummaryList: Object.entries(page).map(([name, status]) => ({
        ServiceArn: `arn:${name}`,
        ServiceName: name,
        Status: status as "RUNNING",
      })),
      ...(more && { NextToken: String(index + 1) }),
    };
  }
}

interface Bench {
  readonly clock: VirtualClock;
  readonly aws: ListingAws;
  readonly sweep: FleetSweep;
  readonly records: SweepRecord[];
  readonly stop: AbortController;
}

function bench(speed = 1): Bench {
  const clock = new VirtualClock();
  const aws = new ListingAws(clock);
  const records: SweepRecord[] = [];
  const stop = new AbortController();
  const sweep = createFleetSweep({
    place,
    port: aws,
    clock,
    random: () => 0.5,
    speed,
    observer: { sweepEnded: (record) => void records.push(record) },
    signal: stop.signal,
  });
  return { clock, aws, sweep, records, stop };
}

function collect(sweep: FleetSweep): { readonly flips: string[]; readonly end: () => void } {
  const flips: string[] = [];
  const end = sweep.subscribe((arn, before, after) => flips.push(`${arn} ${before?.status} ${after?.status}`));
  return { flips, end };
}

/** What the promise rejects with. Asked at once, so that no rejection goes unhandled while time passes. */
function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no rejection",
    (reason: unknown) => reason,
  );
}

describe("a sweep", () => {
  it("reads on over short and empty pages, 20 at a time, to the last page", async () => {
    const { clock, aws, sweep, records } = bench();
    aws.pages = [{ a: "RUNNING" }, {}, {}, { z: "PAUSED" }];
    sweep.subscribe(() => {});
    await clock.advance(1_000);
    expect(aws.calls).toEqual([
      { MaxResults: 20 },
      { MaxResults: 20, NextToken: "1" },
      { MaxResults: 20, NextToken: "2" },
      { MaxResults: 20, NextToken: "3" },
    ]);
    expect(sweep.latest("arn:z")).toEqual({ arn: "arn:z", name: "z", status: "PAUSED" });
    expect(records).toEqual([{ place, outcome: "ok", pages: 4, services: 2, durationMs: 400 }]);
  });

  it("fails when the pages go in a circle", async () => {
    const { clock, sweep, aws, records } = bench();
    aws.pages = [{}, {}];
    const endless: AppRunnerPort["call"] = async () =>
      ({ $metadata: {}, ServiceSummaryList: [], NextToken: "0" }) as never;
    aws.call = endless;
    sweep.subscribe(() => {});
    await clock.advance(1_000);
    expect(records).toMatchObject([{ outcome: "malformed", pages: 2 }]);
  });

  it.each([
    { speed: 1, sweeps: 60 },
    { speed: 40, sweeps: 2400 },
  ])("is made $sweeps times an hour at speed $speed, however many subscribe", async ({ speed, sweeps }) => {
    const { clock, aws, sweep } = bench(speed);
    sweep.subscribe(() => {});
    sweep.subscribe(() => {});
    await clock.advance(3_600_000 - 1);
    expect(aws.calls).toHaveLength(sweeps);
  });

  it("is made more rarely of a fleet of many pages", async () => {
    const { clock, aws, sweep, records } = bench();
    aws.pages = Array.from({ length: 50 }, () => ({}));
    sweep.subscribe(() => {});
    await clock.advance(600_000 - 1);
    expect(records).toHaveLength(5);
  });

  it("is made as long as anybody subscribes", async () => {
    const { clock, aws, sweep } = bench();
    await clock.advance(600_000);
    expect(aws.calls).toHaveLength(0);
    const one = collect(sweep);
    const two = collect(sweep);
    await clock.advance(60_000);
    one.end();
    one.end();
    await clock.advance(60_000);
    expect(aws.calls).toHaveLength(3);
    two.end();
    await clock.advance(600_000);
    expect(aws.calls).toHaveLength(3);
    expect(clock.nextTimerInMs).toBeUndefined();
    sweep.subscribe(() => {});
    await clock.advance(0);
    expect(aws.calls).toHaveLength(4);
  });

  it("is broken off, and the last, when the process stops", async () => {
    const { clock, aws, sweep, stop, records } = bench();
    sweep.subscribe(() => {});
    await clock.advance(50);
    stop.abort(new Error("stopping"));
    await clock.advance(600_000);
    expect(aws.calls).toHaveLength(1);
    expect(records).toMatchObject([{ outcome: "aborted" }]);
    expect(clock.nextTimerInMs).toBeUndefined();
  });
});

describe("subscribers", () => {
  it("are told of a flip from how somebody saw the service since the last sweep", async () => {
    const { clock, aws, sweep } = bench();
    aws.pages = [{ a: "OPERATION_IN_PROGRESS", b: "OPERATION_IN_PROGRESS" }];
    const { flips } = collect(sweep);
    await clock.advance(30_000);
    sweep.note({ arn: "arn:a", name: "a", status: "RUNNING" });
    sweep.note({ arn: "arn:b", name: "b", status: "RUNNING" });
    aws.pages = [{ a: "OPERATION_IN_PROGRESS", b: "RUNNING" }];
    await clock.advance(60_000);
    expect(flips).toEqual(["arn:a RUNNING OPERATION_IN_PROGRESS"]);
    expect(sweep.latest("arn:a")?.status).toBe("OPERATION_IN_PROGRESS");
    await clock.advance(60_000);
    expect(flips).toHaveLength(1);
  });

  it("are told of each flip once, and of nothing by the first sweep", async () => {
    const { clock, aws, sweep } = bench();
    aws.pages = [{ a: "RUNNING", b: "RUNNING" }];
    const { flips } = collect(sweep);
    await clock.advance(59_000);
    expect(flips).toEqual([]);
    aws.pages = [{ a: "OPERATION_IN_PROGRESS", c: "RUNNING" }];
    await clock.advance(60_000);
    const told = ["arn:a RUNNING OPERATION_IN_PROGRESS", "arn:b RUNNING undefined", "arn:c undefined RUNNING"];
    expect(flips).toEqual(told);
    await clock.advance(300_000);
    expect(flips).toEqual(told);
  });

  it("keep the old picture while sweeps fail, and are told what changed after", async () => {
    const { clock, aws, sweep, records } = bench();
    aws.pages = [{ a: "RUNNING" }];
    const { flips } = collect(sweep);
    await clock.advance(30_000);
    aws.failing = outage;
    await clock.advance(60_000);
    expect(records.at(-1)).toMatchObject({ outcome: "transient", pages: 1, services: 0 });
    expect(sweep.latest("arn:a")?.status).toBe("RUNNING");
    expect(flips).toEqual([]);
    aws.failing = undefined;
    aws.pages = [{ a: "PAUSED" }];
    await clock.advance(60_000);
    expect(flips).toEqual(["arn:a RUNNING PAUSED"]);
  });

  it("are served with retries that come ever later, up to a minute apart", async () => {
    const { clock, aws, sweep } = bench();
    aws.pageMs = 0;
    aws.failing = outage;
    const times: number[] = [];
    const list = aws.call;
    aws.call = (operation, input, options) => {
      times.push(clock.monotonicMs() / 1000);
      return list(operation, input, options);
    };
    sweep.subscribe(() => {});
    await clock.advance(200_000);
    expect(times).toEqual([0, 5, 15, 35, 75, 135, 195]);
  });
});

describe("a lookup by name", () => {
  it("sweeps also without subscribers, and gives what is there", async () => {
    const { clock, aws, sweep } = bench();
    aws.pages = [{ a: "RUNNING" }, { web: "CREATE_FAILED" }];
    const found = sweep.lookup("web", { notBeforeMs: clock.monotonicMs() });
    const absent = sweep.lookup("nobody", { notBeforeMs: clock.monotonicMs() });
    await clock.advance(1_000);
    expect(await found).toEqual([{ arn: "arn:web", name: "web", status: "CREATE_FAILED" }]);
    expect(await absent).toEqual([]);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("takes the last sweep if that started later than asked for", async () => {
    const { clock, aws, sweep } = bench();
    const askedMs = clock.monotonicMs();
    await clock.advance(1);
    sweep.subscribe(() => {});
    await clock.advance(1_000);
    await sweep.lookup("web", { notBeforeMs: askedMs });
    expect(aws.calls).toHaveLength(1);
  });

  it("does not take a sweep that started before, or in the same instant, for it may have missed the service", async () => {
    const { clock, aws, sweep } = bench();
    sweep.subscribe(() => {});
    await clock.advance(0);
    aws.pages = [{ web: "OPERATION_IN_PROGRESS" }];
    const found = sweep.lookup("web", { notBeforeMs: clock.monotonicMs() });
    await clock.advance(1_000);
    expect(await found).toHaveLength(1);
    expect(aws.calls).toHaveLength(2);
  });

  it("shares one sweep after the present one among all who ask meanwhile", async () => {
    const { clock, aws, sweep } = bench();
    sweep.subscribe(() => {});
    await clock.advance(50);
    const lookups = Array.from({ length: 20 }, () => sweep.lookup("web", { notBeforeMs: clock.monotonicMs() }));
    await clock.advance(50);
    lookups.push(sweep.lookup("web", { notBeforeMs: 50 }));
    await clock.advance(1_000);
    await Promise.all(lookups);
    expect(aws.calls).toHaveLength(2);
  });

  it("never has two sweeps under way, also when asked by who is just being told of a flip", async () => {
    const { clock, aws, sweep } = bench();
    let underWay = 0;
    let most = 0;
    const list = aws.call;
    aws.call = async (operation, input, options) => {
      most = Math.max(most, ++underWay);
      try {
        return await list(operation, input, options);
      } finally {
        underWay -= 1;
      }
    };
    const found: Promise<unknown>[] = [];
    sweep.subscribe(() => void found.push(sweep.lookup("web", { notBeforeMs: clock.monotonicMs() })));
    await clock.advance(59_990);
    aws.pages = [{ web: "RUNNING" }];
    await clock.advance(50);
    found.push(sweep.lookup("web", { notBeforeMs: clock.monotonicMs() }));
    await clock.advance(1_000);
    expect(await Promise.all(found)).toHaveLength(2);
    expect(aws.calls).toHaveLength(3);
    expect(most).toBe(1);
  });

  it("rejects with the error of the sweep that it waited for, and of no other", async () => {
    const { clock, aws, sweep } = bench();
    aws.failing = outage;
    const first = reasonOf(sweep.lookup("web", { notBeforeMs: 0 }));
    await clock.advance(50);
    aws.failing = undefined;
    aws.pages = [{ web: "RUNNING" }];
    const second = sweep.lookup("web", { notBeforeMs: clock.monotonicMs() });
    await clock.advance(1_000);
    expect(await first).toBe(outage);
    expect(await second).toHaveLength(1);
  });

  it("ends with the signal's reason for who gives up, and goes on for the others", async () => {
    const { clock, aws, sweep } = bench();
    aws.pages = [{ web: "RUNNING" }];
    const controller = new AbortController();
    const reason = new Error("enough");
    const given = reasonOf(sweep.lookup("web", { notBeforeMs: 0, signal: controller.signal }));
    const kept = sweep.lookup("web", { notBeforeMs: 0 });
    await clock.advance(50);
    controller.abort(reason);
    expect(await given).toBe(reason);
    await clock.advance(1_000);
    expect(await kept).toHaveLength(1);
  });
});
