import { appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace, type Fleet } from "../fleet.ts";
import { serviceManifest } from "../manifest.ts";
import { median, percentile } from "../statistics.ts";

const measure = "Time from applying a new object to calls of AWS";
/** Far enough apart that the operator's own budget of calls holds none of them up. */
const apartMs = 500;
const namespace = "first-call";

/** How soon the operator acts on a new object: from right before the request that creates it. */
export async function measureFirstCall(server: ServerName, fleet: Fleet, samples: number): Promise<readonly Figure[]> {
  await createNamespace(fleet.client, namespace);
  const firsts: number[] = [];
  const creates: number[] = [];
  // The first object finds connections that are not open yet; a user's first one does too, but only once.
  await sampled(fleet, "warm-up");
  for (let sample = 0; sample < samples; sample++) {
    const { firstMs, createMs } = await sampled(fleet, `shop-${sample}`);
    firsts.push(firstMs);
    creates.push(createMs);
  }
  const figure = (name: string, value: number, atMost?: number): Figure => ({
    server,
    measure,
    name,
    value,
    unit: "ms",
    ...(atMost === undefined ? {} : { atMost }),
  });
  return [
    figure(`to the first call, median of ${samples}`, median(firsts), 100),
    figure("to the first call, 95th percentile", percentile(firsts, 0.95)),
    figure("to CreateService, median", median(creates)),
    figure("to CreateService, 95th percentile", percentile(creates, 0.95)),
  ];
}

async function sampled(fleet: Fleet, name: string): Promise<{ readonly firstMs: number; readonly createMs: number }> {
  await sleep(systemClock, apartMs);
  const before = fleet.calls().length;
  const startMs = systemClock.nowMs();
  await fleet.client.create(appRunnerServiceType, namespace, serviceManifest(name));
  const create = (): number | undefined =>
    fleet
      .calls()
      .slice(before)
      .find(({ operation }) => operation === "CreateService")?.atMs;
  await fleet.until(`CreateService of ${name}`, () => Promise.resolve(create() !== undefined));
  // Others in flight are followed by ListOperations meanwhile.
  const first = fleet
    .calls()
    .slice(before)
    .find(({ operation }) => operation === "ListServices" || operation === "CreateService");
  return { firstMs: (first?.atMs ?? Number.NaN) - startMs, createMs: (create() ?? Number.NaN) - startMs };
}
