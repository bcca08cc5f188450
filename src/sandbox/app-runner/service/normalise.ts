import type {
  CodeConfiguration,
  ImageConfiguration,
  InstanceConfiguration,
  NetworkConfiguration,
  ObservabilityConfiguration,
  SourceConfiguration,
} from "../constraints/shapes.ts";
import type { RegionState } from "../state/region-state.ts";
import type { Switches } from "../settings/switches.ts";
import { resolveRevision } from "./resolve-reference.ts";
import { defaultPort } from "./defaults.ts";
import type { ServiceConfiguration } from "../state/service-record.ts";

/** vCPU and GB become units of 1024; without a suffix the value is one already. */
export function normaliseInstance(
  sent: InstanceConfiguration,
  current: ServiceConfiguration["instance"],
): ServiceConfiguration["instance"] {
  const role = sent.InstanceRoleArn ?? current.InstanceRoleArn;
  return {
    Cpu: sent.Cpu === undefined ? current.Cpu : inUnits(sent.Cpu),
    Memory: sent.Memory === undefined ? current.Memory : inUnits(sent.Memory),
    ...(role === undefined ? {} : { InstanceRoleArn: role }),
  };
}

function inUnits(amount: string): string {
  const [number = "", unit] = amount.split(" ");
  return unit === undefined ? number : String(Number(number) * 1024);
}

/**
 * The source as it is read back, from one that names its repository: the port filled in, empty maps gone, the automatic
 * deployments' default decided, and what App Runner does not look at left out.
 */
export function normaliseSource(
  sent: SourceConfiguration,
  region: RegionState,
  switches: Switches,
): SourceConfiguration {
  const { ImageRepository: image, CodeRepository: code, AuthenticationConfiguration: authentication } = sent;
  const ignored = image?.ImageRepositoryType === "ECR_PUBLIC" && switches.publicImageAuthentication === "ignore";
  return {
    AutoDeploymentsEnabled: sent.AutoDeploymentsEnabled ?? deploysAutomatically(sent, region),
    ...(authentication === undefined || ignored || Object.keys(authentication).length === 0
      ? {}
      : { AuthenticationConfiguration: authentication }),
    ...(image === undefined
      ? {}
      : { ImageRepository: { ...image, ImageConfiguration: normaliseValues(image.ImageConfiguration ?? {}) } }),
    ...(code === undefined
      ? {}
      : {
          CodeRepository: {
            ...code,
            ...(code.CodeConfiguration === undefined
              ? {}
              : { CodeConfiguration: normaliseCodeConfiguration(code.CodeConfiguration) }),
          },
        }),
  };
}

/** On for code and for images of the own account's private registry, off for everybody else's images. */
function deploysAutomatically({ ImageRepository: image }: SourceConfiguration, region: RegionState): boolean {
  return (
    image === undefined || (image.ImageRepositoryType === "ECR" && image.ImageIdentifier.startsWith(region.account))
  );
}

/** With the source REPOSITORY, apprunner.yaml rules and the values are ignored. */
function normaliseCodeConfiguration(sent: CodeConfiguration): CodeConfiguration {
  const { ConfigurationSource, CodeConfigurationValues: values } = sent;
  if (ConfigurationSource === "REPOSITORY" || values === undefined) return { ConfigurationSource };
  return { ConfigurationSource, CodeConfigurationValues: normaliseValues(values) };
}

function normaliseValues<Values extends ImageConfiguration>(sent: Values): Values {
  const { RuntimeEnvironmentVariables: variables, RuntimeEnvironmentSecrets: secrets, ...rest } = sent;
  return {
    ...rest,
    Port: sent.Port ?? defaultPort,
    ...(isEmpty(variables) ? {} : { RuntimeEnvironmentVariables: variables }),
    ...(isEmpty(secrets) ? {} : { RuntimeEnvironmentSecrets: secrets }),
  } as Values;
}

function isEmpty(map: { readonly [key: string]: string } | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}

/** A part that is left out keeps its current value; one that is given replaces it. */
export function normaliseNetwork(
  sent: NetworkConfiguration,
  current: ServiceConfiguration["network"],
): ServiceConfiguration["network"] {
  const { EgressConfiguration: egress, IngressConfiguration: ingress } = sent;
  return {
    EgressConfiguration:
      egress === undefined
        ? current.EgressConfiguration
        : {
            EgressType: egress.EgressType ?? "DEFAULT",
            ...(egress.VpcConnectorArn === undefined ? {} : { VpcConnectorArn: egress.VpcConnectorArn }),
          },
    IngressConfiguration:
      ingress === undefined
        ? current.IngressConfiguration
        : { IsPubliclyAccessible: ingress.IsPubliclyAccessible ?? true },
    IpAddressType: sent.IpAddressType ?? current.IpAddressType,
  };
}

/**
 * Off drops the ARN; on without one means the built-in configuration.
 * @throws {Fault} InvalidRequestException for an ARN that is none of an observability configuration here.
 */
export function normaliseObservability(
  sent: ObservabilityConfiguration,
  region: RegionState,
  switches: Switches,
): ServiceConfiguration["observability"] {
  if (!sent.ObservabilityEnabled) return { ObservabilityEnabled: false };
  const { arn } = resolveRevision("observabilityconfiguration", sent.ObservabilityConfigurationArn, region, switches);
  return { ObservabilityEnabled: true, ObservabilityConfigurationArn: arn };
}

/**
 * The summary that a service shows for an auto scaling configuration; without an ARN, the account's default one.
 * @throws {Fault} InvalidRequestException for an ARN that is none of an auto scaling configuration here.
 */
export function normaliseAutoScaling(
  arn: string | undefined,
  region: RegionState,
  switches: Switches,
): ServiceConfiguration["autoScaling"] {
  const resolved = resolveRevision("autoscalingconfiguration", arn, region, switches);
  return {
    AutoScalingConfigurationArn: resolved.arn,
    AutoScalingConfigurationName: resolved.name,
    AutoScalingConfigurationRevision: resolved.revision,
  };
}
