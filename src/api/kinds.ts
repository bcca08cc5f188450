import { appRunnerServiceDefinition } from "./app-runner-service/kind-definition.ts";
import { awsAccountDefinition } from "./aws-account/kind-definition.ts";
import { connectionDefinition } from "./connection/kind-definition.ts";
import { autoScalingConfigurationDefinition } from "./auto-scaling-configuration/kind-definition.ts";
import { customDomainDefinition } from "./custom-domain/kind-definition.ts";
import { observabilityConfigurationDefinition } from "./observability-configuration/kind-definition.ts";
import { vpcConnectorDefinition } from "./vpc-connector/kind-definition.ts";
import { vpcIngressConnectionDefinition } from "./vpc-ingress-connection/kind-definition.ts";
import type { KindDefinition } from "./crd/custom-resource-definition.ts";

/** Every kind of the operator: what its CRD, validation and reference are made from. */
export const kindDefinitions: readonly KindDefinition[] = [
  appRunnerServiceDefinition,
  connectionDefinition,
  autoScalingConfigurationDefinition,
  observabilityConfigurationDefinition,
  vpcConnectorDefinition,
  vpcIngressConnectionDefinition,
  customDomainDefinition,
  awsAccountDefinition,
];
