import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { outputOf } from "../../test/tools/run-program.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace } from "../fleet.ts";
import { isReady } from "../is-ready.ts";
import { serviceManifest } from "../manifest.ts";
import { sumOf } from "../metrics.ts";
import { nodeFlags } from "../node-flags.ts";
import { startRealFleet } from "../real-fleet.ts";
import type { Site } from "../site.ts";

const namespace = "memory";
const sizes = [1, 100];
/** Slow enough to be at rest, quick enough that its budget lets it look at a hundred services soon. */
const restSpeed = 20;
const megabyte = 1e6;

/** Resident memory of a process that has just been started, has seen all services, and has nothing to do. */
export async function measureMemory(server: ServerName, site: Site, restMs: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let made = 0;
  for (const size of sizes) {
    const fleet = await startRealFleet(site);
    if (made === 0) await createNamespace(fleet.client, namespace);
    for (; made < size; made++) {
      await fleet.client.create(appRunnerServiceType, namespace, serviceManifest(`shop-${made}`));
    }
    await fleet.until("all are Ready", async () => {
      const { items } = await fleet.client.list<AppRunnerService>(appRunnerServiceType);
      return items.length === size && items.every(isReady);
    });
    await fleet.close();
    figures.push({
      server,
      measure: "Memory at rest (resident set)",
      name: `${size} service${size === 1 ? "" : "s"}`,
      value: await restingMegabytes(site, size, restMs),
      unit: "MB",
      atMost: 120,
    });
  }
  return figures;
}

async function restingMegabytes({ env }: Site, size: number, restMs: number): Promise<number> {
  const operator = await env.startOperator({ speed: restSpeed, nodeFlags });
  const described = async (): Promise<number> =>
    sumOf(await operator.metrics(), "apprunner_operator_aws_calls_total", (labels) =>
      labels.includes("DescribeService"),
    );
  while ((await described()) < size) await sleep(systemClock, 100);
  await sleep(systemClock, restMs);
  const kilobytes = Number(await outputOf("ps", ["-o", "rss=", "-p", String(await operator.pid())]));
  await operator.stop();
  return (kilobytes * 1024) / megabyte;
}
