import { sleep } from "../src/base/sleep.ts";
import { systemClock } from "../src/base/system-clock.ts";
import { clusterClient } from "../test/kube/cluster-client.ts";
import { type Fleet, limitAwsMs, lookEveryAwsMs } from "./fleet.ts";
import { nodeFlags } from "./node-flags.ts";
import type { Site } from "./site.ts";
import { kubernetesWrites } from "./metrics.ts";

/** An operator process at a site, at the site's pace. */
export async function startRealFleet(site: Site): Promise<Fleet> {
  const { env, speed } = site;
  const { client, connection } = await clusterClient(env.server.kubeconfigPath);
  const operator = await env.startOperator({ nodeFlags });
  return {
    client,
    people: env.appRunner.admin,
    awsMs: () => systemClock.monotonicMs() * speed,
    calls: () => env.appRunner.admin.calls(),
    writes: async () => kubernetesWrites(await operator.metrics()),
    pass: (awsMs) => sleep(systemClock, awsMs / speed),
    until: async (what, done) => {
      const endMs = systemClock.monotonicMs() + Math.max(120_000, limitAwsMs / speed);
      while (!(await done())) {
        if (systemClock.monotonicMs() > endMs)
          throw new Error(`it did not come to this: ${what}\n${await operator.log()}`);
        await sleep(systemClock, Math.max(10, lookEveryAwsMs / speed));
      }
    },
    close: async () => {
      await operator.stop();
      await connection.close();
    },
  };
}
