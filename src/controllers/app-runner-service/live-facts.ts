import type { Service } from "@aws-sdk/client-apprunner";
import type { Origin } from "../engine/ownership.ts";
import { type MemoryChanges } from "./memory.ts";

/** The ARNs of the versions that a service uses; undefined: of none. */
export type VersionsUsed = Pick<
  MemoryChanges,
  "autoScalingConfigurationArn" | "observabilityConfigurationArn" | "vpcConnectorArn"
>;

/** What a person asks about a live service, for its status. */
export function liveFacts(service: Service, origin: Origin | undefined): MemoryChanges {
  return {
    serviceName: service.ServiceName,
    arn: service.ServiceArn,
    serviceId: service.ServiceId,
    url: service.ServiceUrl === undefined ? undefined : `https://${service.ServiceUrl}`,
    serviceStatus: service.Status,
    image: service.SourceConfiguration?.ImageRepository?.ImageIdentifier,
    ...versionsUsed(service),
    origin,
  };
}

/** Which versions of what services refer to a live service uses. */
export function versionsUsed(service: Service): VersionsUsed {
  return {
    autoScalingConfigurationArn: service.AutoScalingConfigurationSummary?.AutoScalingConfigurationArn,
    observabilityConfigurationArn: service.ObservabilityConfiguration?.ObservabilityConfigurationArn,
    vpcConnectorArn: service.NetworkConfiguration?.EgressConfiguration?.VpcConnectorArn,
  };
}

/** The facts of a service that is not there, or not ours. */
export const noLiveFacts: MemoryChanges = {
  arn: undefined,
  serviceId: undefined,
  url: undefined,
  serviceStatus: undefined,
  image: undefined,
  autoScalingConfigurationArn: undefined,
  observabilityConfigurationArn: undefined,
  vpcConnectorArn: undefined,
  origin: undefined,
  operation: undefined,
  drift: undefined,
};
