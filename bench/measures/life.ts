import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import { isNotFound } from "../../src/kube/kube-error.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace, type Fleet } from "../fleet.ts";
import { isReady } from "../is-ready.ts";
import { lifeSteps, type LifeStep } from "../life-steps.ts";
import { serviceManifest } from "../manifest.ts";

const ref = { namespace: "life", name: "shop" };

/** Calls of AWS for one service over its life: by what happened to it, and by operation. The sweeps are among them. */
export async function measureLife(server: ServerName, fleet: Fleet): Promise<readonly Figure[]> {
  await createNamespace(fleet.client, ref.namespace);
  const figures: Figure[] = [];
  for (const step of lifeSteps) {
    const before = fleet.calls().length;
    await take(fleet, step);
    const { name, atMost } = step;
    figures.push({
      server,
      measure: "Calls of AWS for one service, by what happens to it",
      name,
      value: fleet.calls().length - before,
      unit: "calls",
      ...(atMost === undefined ? {} : { atMost }),
    });
  }
  return [...figures, ...byOperation(server, fleet)];
}

async function take(fleet: Fleet, { name, patch }: LifeStep): Promise<void> {
  const { client } = fleet;
  if (name === "delete") {
    await client.delete(appRunnerServiceType, ref);
    return fleet.until("the object is gone", async () => (await read(client)) === undefined);
  }
  if (patch === undefined) await client.create(appRunnerServiceType, ref.namespace, serviceManifest(ref.name));
  else await client.patch(appRunnerServiceType, ref, { type: "merge", body: patch });
  return fleet.until(`Ready after: ${name}`, async () => {
    const object = await read(client);
    return object !== undefined && isReady(object);
  });
}

async function read(client: Fleet["client"]): Promise<AppRunnerService | undefined> {
  try {
    return await client.get<AppRunnerService>(appRunnerServiceType, ref);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function byOperation(server: ServerName, fleet: Fleet): readonly Figure[] {
  const counts = new Map<string, number>();
  for (const { operation } of fleet.calls()) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts].map(([name, value]) => ({
    server,
    measure: "Calls of AWS for one service over its whole life, by operation",
    name,
    value,
    unit: "calls",
  }));
}
