import type { CreateServiceInput } from "../constraints/inputs.ts";
import { hexId, hostLabel } from "../state/ids.ts";
import type { CallContext } from "../state/call-context.ts";
import { defaultHealthCheck, defaultInstance, defaultNetwork } from "./defaults.ts";
import {
  normaliseAutoScaling,
  normaliseInstance,
  normaliseNetwork,
  normaliseObservability,
  normaliseSource,
} from "./normalise.ts";
import type { ServiceConfiguration, ServiceRecord } from "../state/service-record.ts";

/** The configuration of a new service, everything that was left out filled in. */
export function initialConfiguration(
  input: CreateServiceInput,
  context: CallContext,
  healthCheck: ServiceConfiguration["healthCheck"] = defaultHealthCheck,
): ServiceConfiguration {
  const { region, settings } = context;
  const switches = settings.switches();
  return {
    source: normaliseSource(input.SourceConfiguration, region, switches),
    instance: normaliseInstance(input.InstanceConfiguration ?? {}, defaultInstance),
    healthCheck: { ...healthCheck, ...input.HealthCheckConfiguration },
    autoScaling: normaliseAutoScaling(input.AutoScalingConfigurationArn, region, switches),
    network: normaliseNetwork(input.NetworkConfiguration ?? {}, defaultNetwork),
    observability: normaliseObservability(
      input.ObservabilityConfiguration ?? { ObservabilityEnabled: false },
      region,
      switches,
    ),
  };
}

/** A new service at rest, not yet in the region's table. */
export function createRecord(
  input: Pick<CreateServiceInput, "ServiceName" | "EncryptionConfiguration">,
  configuration: ServiceConfiguration,
  tags: ReadonlyMap<string, string>,
  { nowMs, region, settings }: CallContext,
): ServiceRecord {
  const id = hexId(settings.random);
  return {
    arn: region.arnOf(`service/${input.ServiceName}/${id}`),
    id,
    name: input.ServiceName,
    url: `${hostLabel(settings.random)}.${region.region}.awsapprunner.com`,
    createdAtMs: nowMs,
    encryption: input.EncryptionConfiguration,
    tags: new Map(tags),
    operations: [],
    status: "RUNNING",
    configuration,
    updatedAtMs: nowMs,
    formerUses: [],
    domains: [],
    failedDeletions: 0,
  };
}
