import type { UpdateServiceInput } from "../constraints/inputs.ts";
import type { SourceConfiguration } from "../constraints/shapes.ts";
import type { RegionState } from "../state/region-state.ts";
import type { Switches } from "../settings/switches.ts";
import { defaultHealthCheck } from "./defaults.ts";
import {
  normaliseAutoScaling,
  normaliseInstance,
  normaliseNetwork,
  normaliseObservability,
  normaliseSource,
} from "./normalise.ts";
import type { ServiceConfiguration } from "../state/service-record.ts";

/**
 * The configuration that UpdateService's input makes of the current one: top-level members that are left out stay, maps
 * inside of those that are sent are replaced and not merged.
 */
export function mergeUpdate(
  current: ServiceConfiguration,
  input: UpdateServiceInput,
  region: RegionState,
  switches: Switches,
): ServiceConfiguration {
  const health = input.HealthCheckConfiguration;
  return {
    source:
      input.SourceConfiguration === undefined
        ? current.source
        : normaliseSource(mergeSource(current.source, input.SourceConfiguration, switches), region, switches),
    instance:
      input.InstanceConfiguration === undefined
        ? current.instance
        : normaliseInstance(input.InstanceConfiguration, current.instance),
    healthCheck:
      health === undefined
        ? current.healthCheck
        : { ...(switches.partialHealthCheck === "keep" ? current.healthCheck : defaultHealthCheck), ...health },
    autoScaling:
      input.AutoScalingConfigurationArn === undefined
        ? current.autoScaling
        : normaliseAutoScaling(input.AutoScalingConfigurationArn, region, switches),
    network:
      input.NetworkConfiguration === undefined
        ? current.network
        : normaliseNetwork(input.NetworkConfiguration, current.network),
    observability:
      input.ObservabilityConfiguration === undefined
        ? current.observability
        : normaliseObservability(input.ObservabilityConfiguration, region, switches),
  };
}

function mergeSource(current: SourceConfiguration, sent: SourceConfiguration, switches: Switches): SourceConfiguration {
  const keeps = switches.omittedImageConfiguration === "keep";
  const image = sent.ImageRepository;
  const code = sent.CodeRepository;
  const keptImage = keeps ? current.ImageRepository?.ImageConfiguration : undefined;
  const keptCode = keeps ? current.CodeRepository?.CodeConfiguration : undefined;
  return {
    ...current,
    ...sent,
    ...(image === undefined || image.ImageConfiguration !== undefined || keptImage === undefined
      ? {}
      : { ImageRepository: { ...image, ImageConfiguration: keptImage } }),
    ...(code === undefined || code.CodeConfiguration !== undefined || keptCode === undefined
      ? {}
      : { CodeRepository: { ...code, CodeConfiguration: keptCode } }),
  };
}
