import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { adoptionRequests, type GrantRequest, requestsOf } from "../engine/grant-request.ts";

/** What a service asks for that its account's owner has to have granted. */
export function grantRequests(resource: AppRunnerService): readonly GrantRequest[] {
  const { sourceConfiguration, instanceConfiguration, networkConfiguration, observabilityConfiguration, ...spec } =
    resource.spec;
  const { accessRoleArn, connectionArn } = sourceConfiguration?.authenticationConfiguration ?? {};
  return [
    ...adoptionRequests(resource),
    ...requestsOf("role", {
      "sourceConfiguration.authenticationConfiguration.accessRoleArn": accessRoleArn,
      "instanceConfiguration.instanceRoleArn": instanceConfiguration?.instanceRoleArn,
    }),
    ...requestsOf("rawArn", {
      "sourceConfiguration.authenticationConfiguration.connectionArn": connectionArn,
      autoScalingConfigurationArn: spec.autoScalingConfigurationArn,
      "networkConfiguration.egressConfiguration.vpcConnectorArn":
        networkConfiguration?.egressConfiguration?.vpcConnectorArn,
      "observabilityConfiguration.observabilityConfigurationArn":
        observabilityConfiguration?.observabilityConfigurationArn,
    }),
  ];
}
