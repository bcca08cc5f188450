import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import {
  type AutoScalingConfiguration,
  autoScalingConfigurationType,
} from "../../src/api/auto-scaling-configuration.ts";
import { callFigures } from "../call-figures.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace, type Fleet } from "../fleet.ts";
import { isReady } from "../is-ready.ts";
import { serviceManifest } from "../manifest.ts";

const namespace = "roll-out";
const name = "shared-scaling";
const size = 20;
const measure = `A scaling change that rolls through ${size} services`;

/** A new revision, an update of each service, and the deletion of the old revision. */
const fewestChanges = 1 + size + 1;

/** What a change of an auto scaling configuration costs that twenty services share, until all is at rest again. */
export async function measureRollOut(server: ServerName, fleet: Fleet): Promise<readonly Figure[]> {
  const { client } = fleet;
  await createNamespace(client, namespace);
  await client.create(autoScalingConfigurationType, namespace, { metadata: { name }, spec: { maxConcurrency: 50 } });
  for (let index = 0; index < size; index++) {
    const { metadata, spec } = serviceManifest(`shop-${index}`) as { readonly metadata: object; readonly spec: object };
    await client.create(appRunnerServiceType, namespace, {
      metadata: { ...metadata },
      spec: { ...spec, autoScalingConfigurationRef: { name } },
    });
  }
  await fleet.until("all run", () => hasAll(fleet, 50));
  await fleet.pass(10 * 60_000);
  const [callsBefore, startMs] = [fleet.calls().length, fleet.awsMs()];
  await client.patch(
    autoScalingConfigurationType,
    { namespace, name },
    { type: "merge", body: { spec: { maxConcurrency: 60 } } },
  );
  await fleet.until("all services have the change", () => hasAll(fleet, 60));
  const minutes = (fleet.awsMs() - startMs) / 60_000;
  await fleet.until("the former revision is gone", async () => {
    const { status } = await client.get<AutoScalingConfiguration>(autoScalingConfigurationType, { namespace, name });
    return (status?.superseded ?? []).length === 0;
  });
  return [
    ...callFigures(fleet.calls().slice(callsBefore), { server, measure, atMost: fewestChanges }),
    { server, measure, name: "time until all services have it, at AWS's pace", value: minutes, unit: "min" },
  ];
}

/** Whether every service is Ready with the one current revision, which has that concurrency. */
async function hasAll({ client }: Fleet, maxConcurrency: number): Promise<boolean> {
  const configuration = await client.get<AutoScalingConfiguration>(autoScalingConfigurationType, { namespace, name });
  const { items } = await client.list<AppRunnerService>(appRunnerServiceType);
  const { arn, maxConcurrency: current } = configuration.status ?? {};
  return (
    isReady(configuration) &&
    current === maxConcurrency &&
    items.length === size &&
    items.every((service) => isReady(service) && service.status?.autoScalingConfigurationArn === arn)
  );
}
