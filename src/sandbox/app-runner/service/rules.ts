import type { CodeRepository, ImageRepository, SourceConfiguration } from "../constraints/shapes.ts";
import { checkConnection, checkVpcConnector } from "./resolve-reference.ts";
import type { RegionState } from "../state/region-state.ts";
import { runtimeValues } from "../state/runtime-values.ts";
import type { Switches } from "../settings/switches.ts";
import { invalidRequest } from "../wire/fault.ts";
import type { ServiceConfiguration } from "../state/service-record.ts";

/** CPU units to the memory (MB) that they can have, from the developer guide's table of supported configurations. */
const memoryByCpu: ReadonlyMap<string, readonly string[]> = new Map([
  ["256", ["512", "1024"]],
  ["512", ["1024"]],
  ["1024", ["2048", "3072", "4096"]],
  ["2048", ["4096", "6144"]],
  ["4096", ["8192", "10240", "12288"]],
]);

/**
 * What App Runner checks across members before it starts anything.
 * @throws {Fault} InvalidRequestException for the first rule that is broken.
 */
export function checkConfiguration(configuration: ServiceConfiguration, region: RegionState, switches: Switches): void {
  const { source, instance, network } = configuration;
  checkRepository(source, region, switches);
  const values = runtimeValues(source);
  if (values.RuntimeEnvironmentSecrets !== undefined && instance.InstanceRoleArn === undefined) {
    throw invalidRequest("Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.");
  }
  const names = [values.RuntimeEnvironmentVariables, values.RuntimeEnvironmentSecrets].flatMap((map) =>
    Object.keys(map ?? {}),
  );
  if (names.some((name) => name.startsWith("AWSAPPRUNNER"))) {
    throw invalidRequest("Environment variable names that start with AWSAPPRUNNER are reserved.");
  }
  if (memoryByCpu.get(instance.Cpu)?.includes(instance.Memory) !== true) {
    throw invalidRequest(
      `The combination of CPU and memory isn't supported. Cpu: ${instance.Cpu}, Memory: ${instance.Memory}`,
    );
  }
  checkEgress(network.EgressConfiguration, region, switches);
}

/**
 * What has to hold for a source as it was sent, before anything is filled in.
 * @throws {Fault} InvalidRequestException
 */
export function checkSentSource(sent: SourceConfiguration, switches: Switches): void {
  if (sent.CodeRepository !== undefined && sent.ImageRepository !== undefined) {
    throw invalidRequest("You must provide either a CodeRepository or an ImageRepository, but not both.");
  }
  if (
    sent.ImageRepository?.ImageRepositoryType === "ECR_PUBLIC" &&
    sent.AuthenticationConfiguration !== undefined &&
    switches.publicImageAuthentication === "reject"
  ) {
    throw invalidRequest("An AuthenticationConfiguration isn't supported for the image repository type ECR_PUBLIC.");
  }
}

function checkRepository(source: SourceConfiguration, region: RegionState, switches: Switches): void {
  const { ImageRepository: image, CodeRepository: code, AuthenticationConfiguration: authentication = {} } = source;
  if (image !== undefined) checkImage(image, authentication.AccessRoleArn);
  else if (code !== undefined) checkCode(code, authentication.ConnectionArn, region, switches);
  else throw invalidRequest("You must provide either a CodeRepository or an ImageRepository.");
}

function checkImage(image: ImageRepository, accessRoleArn: string | undefined): void {
  const isPublic = image.ImageRepositoryType === "ECR_PUBLIC";
  if (!isPublic && accessRoleArn === undefined) {
    throw invalidRequest("An access role has to be provided for the image repository type ECR.");
  }
  if (image.ImageIdentifier.startsWith("public.ecr.aws/") !== isPublic) {
    throw invalidRequest(
      `The image identifier doesn't belong to the image repository type ${image.ImageRepositoryType}.`,
    );
  }
}

function checkCode(
  code: CodeRepository,
  connectionArn: string | undefined,
  region: RegionState,
  switches: Switches,
): void {
  if (connectionArn === undefined) throw invalidRequest("A connection has to be provided for a code repository.");
  checkConnection(connectionArn, region, switches);
  const configuration = code.CodeConfiguration;
  if (configuration?.ConfigurationSource === "API" && configuration.CodeConfigurationValues === undefined) {
    throw invalidRequest("CodeConfigurationValues have to be provided if ConfigurationSource is API.");
  }
}

function checkEgress(
  egress: ServiceConfiguration["network"]["EgressConfiguration"],
  region: RegionState,
  switches: Switches,
): void {
  const arn = egress.VpcConnectorArn;
  if (egress.EgressType === "DEFAULT") {
    if (arn !== undefined) throw invalidRequest("A VPC connector is only valid if EgressType is VPC.");
    return;
  }
  if (arn === undefined) throw invalidRequest("A VPC connector has to be provided if EgressType is VPC.");
  checkVpcConnector(arn, region, switches);
}
