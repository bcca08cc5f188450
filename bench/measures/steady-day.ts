import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace, type Fleet } from "../fleet.ts";
import { isReady } from "../is-ready.ts";
import { serviceManifest } from "../manifest.ts";

const dayMs = 24 * 3_600_000;
const measure = "At steady state, for each service and day";

/** Fleets of different sizes, each in a region of its own, where its sweep sees it alone. A full page holds 20. */
const fleets = [
  { size: 1, region: "us-east-1" },
  { size: 20, region: "us-west-2", atMost: 85 },
  { size: 100, region: "eu-west-1", atMost: 85 },
] as const;

/**
 * What a day costs in which nothing happens. @param days how much of it is lived through; the rest is extrapolated.
 */
export async function measureSteadyDay(server: ServerName, fleet: Fleet, days: number): Promise<readonly Figure[]> {
  for (const { size, region } of fleets) {
    await createNamespace(fleet.client, region);
    for (let index = 0; index < size; index++) {
      await fleet.client.create(appRunnerServiceType, region, serviceManifest(`shop-${index}`, { region }));
    }
  }
  const total = fleets.reduce((sum, { size }) => sum + size, 0);
  await fleet.until("all are Ready", async () => {
    const { items } = await fleet.client.list<AppRunnerService>(appRunnerServiceType);
    return items.length === total && items.every(isReady);
  });
  // What follows the last operations is over too.
  await fleet.pass(dayMs / 24);
  const [callsBefore, writesBefore] = [fleet.calls().length, await fleet.writes()];
  await fleet.pass(dayMs * days);
  const calls = fleet.calls().slice(callsBefore);
  const writes = (await fleet.writes()) - writesBefore;
  return [
    ...fleets.map(({ size, region, ...aim }) => ({
      server,
      measure,
      name: `calls of AWS, ${size} service${size === 1 ? "" : "s"}`,
      value: calls.filter((call) => call.region === region).length / size / days,
      unit: "calls",
      ...aim,
    })),
    { server, measure, name: `writes to Kubernetes, ${total} services`, value: writes / total / days, unit: "writes" },
  ];
}
