import type { LeafValues } from "./leaf.ts";

const codeConfiguration = "sourceConfiguration.codeRepository.codeConfiguration";

/**
 * Whether another setting makes this one meaningless: App Runner ignores it or refuses it beside that one, and what it
 * shows for it says nothing. With `configurationSource: REPOSITORY` the values come from apprunner.yaml; a public image
 * is pulled without authentication.
 */
function isMeaningless(path: string, values: LeafValues): boolean {
  if (path.startsWith(`${codeConfiguration}.codeConfigurationValues.`)) {
    return values.get(`${codeConfiguration}.configurationSource`) === "REPOSITORY";
  }
  if (path.startsWith("sourceConfiguration.authenticationConfiguration.")) {
    return values.get("sourceConfiguration.imageRepository.imageRepositoryType") === "ECR_PUBLIC";
  }
  return false;
}

/** Whether App Runner drops this setting when another one says that it is not in use. */
export function isDropped(path: string, values: LeafValues): boolean {
  switch (path) {
    case "networkConfiguration.egressConfiguration.vpcConnectorArn":
      return values.get("networkConfiguration.egressConfiguration.egressType") === "DEFAULT";
    case "observabilityConfiguration.observabilityConfigurationArn":
      return values.get("observabilityConfiguration.observabilityEnabled") === false;
    default:
      return isMeaningless(path, values);
  }
}
