import { beforeAll, describe, expect, it } from "vitest";
import { imageSpec } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const dayMs = 24 * 3_600_000;
const servicesPerPage = 20;

beforeAll(warmUp);

/** A day of that many services at rest, after the hours in which they were created. */
async function dayOf(count: number): Promise<World> {
  const world = new World({ callLogCapacity: 100_000 });
  world.emulator.admin.setSwitches({ serviceQuota: count });
  world.start();
  const names = Array.from({ length: count }, (_, index) => `service-${index}`);
  for (const name of names) world.apply(name, imageSpec("1", { tags: [{ key: "team", value: "a" }] }));
  for (const name of names) await world.until(name, "Running", dayMs);
  // The creation's own sweeps are over too, so that the day is like every other.
  await world.clock.advance(3_600_000);
  world.emulator.admin.clearCalls();
  world.kube.calls.length = 0;
  await world.clock.advance(dayMs);
  return world;
}

describe("invariant 6: a day at steady state", () => {
  it.each([1, 20, 100])("of %i services changes nothing, and reads as the formula says", async (count) => {
    const world = await dayOf(count);
    const calls = world.calls();
    expect(world.mutations()).toEqual({});
    expect(world.kube.writes).toEqual([]);
    const pages = Math.ceil(count / servicesPerPage);
    const {
      ListServices: listed = 0,
      DescribeService: described = 0,
      ListTagsForResource: tags = 0,
      ...others
    } = calls;
    expect(others).toEqual({});
    // One sweep each 60 s, varied by up to a tenth, whose mean over a day is far closer.
    expect(listed / pages / 1440).toBeGreaterThan(0.98);
    expect(listed / pages / 1440).toBeLessThan(1.02);
    // One deep read each 6 hours, varied by up to a tenth: 4 a day, 3 or 5 where one falls on the edge; of two calls each.
    expect(described).toBe(tags);
    expect((described + tags) / count).toBeGreaterThanOrEqual(6);
    expect((described + tags) / count).toBeLessThanOrEqual(10);
    const perService = (listed + described + tags) / count;
    console.log(`steady day, ${count} services: ${perService.toFixed(1)} reads of AWS for each, no write of any sort`);
    // The aim is about full pages: one service alone pays for its page by itself.
    expect(perService).toBeLessThanOrEqual(count % servicesPerPage === 0 ? 85 : 1440 * 1.02 + 10);
  });

  it("reads a service deeply as often as driftIntervalSeconds says", async () => {
    const world = new World();
    world.start();
    world.apply("service", imageSpec("1", { driftIntervalSeconds: 3600 }));
    await world.until("service", "Running");
    const described = (): number => world.calls()["DescribeService"] ?? 0;
    const before = described();
    await world.clock.advance(dayMs);
    // Varied by up to a tenth each time, whose mean over a day is far closer.
    expect(described() - before).toBeGreaterThanOrEqual(23);
    expect(described() - before).toBeLessThanOrEqual(25);
    await world.edit("service", { spec: { driftIntervalSeconds: null } });
    await world.clock.advance(3_600_000);
    const later = described();
    await world.clock.advance(dayMs);
    expect(described() - later).toBeLessThanOrEqual(5);
  });
});
