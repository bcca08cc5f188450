import { associateCustomDomain, describeCustomDomains, disassociateCustomDomain } from "./custom-domains.ts";
import {
  createVpcIngressConnection,
  deleteVpcIngressConnection,
  describeVpcIngressConnection,
  listVpcIngressConnections,
  updateVpcIngressConnection,
} from "./vpc-ingress-connections.ts";
import {
  createAutoScalingConfiguration,
  deleteAutoScalingConfiguration,
  describeAutoScalingConfiguration,
  listAutoScalingConfigurations,
  listServicesForAutoScalingConfiguration,
  updateDefaultAutoScalingConfiguration,
} from "./auto-scaling-configurations.ts";
import { createConnection, deleteConnection, listConnections } from "./connections.ts";
import {
  createObservabilityConfiguration,
  deleteObservabilityConfiguration,
  describeObservabilityConfiguration,
  listObservabilityConfigurations,
} from "./observability-configurations.ts";
import { createVpcConnector, deleteVpcConnector, describeVpcConnector, listVpcConnectors } from "./vpc-connectors.ts";
import { createService } from "./create-service.ts";
import { deleteService } from "./delete-service.ts";
import { describeService } from "./describe-service.ts";
import { listOperations } from "./list-operations.ts";
import { listServices } from "./list-services.ts";
import { listTagsForResource } from "./list-tags-for-resource.ts";
import type { Operation } from "./operation.ts";
import { pauseService } from "./pause-service.ts";
import { resumeService } from "./resume-service.ts";
import { startDeployment } from "./start-deployment.ts";
import { tagResource } from "./tag-resource.ts";
import { untagResource } from "./untag-resource.ts";
import { updateService } from "./update-service.ts";

/** The operations that the emulator has, by the name in the X-Amz-Target header. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["CreateService", createService],
  ["DeleteService", deleteService],
  ["DescribeService", describeService],
  ["ListOperations", listOperations],
  ["ListServices", listServices],
  ["ListTagsForResource", listTagsForResource],
  ["PauseService", pauseService],
  ["ResumeService", resumeService],
  ["StartDeployment", startDeployment],
  ["TagResource", tagResource],
  ["UntagResource", untagResource],
  ["UpdateService", updateService],
  ["CreateAutoScalingConfiguration", createAutoScalingConfiguration],
  ["DeleteAutoScalingConfiguration", deleteAutoScalingConfiguration],
  ["DescribeAutoScalingConfiguration", describeAutoScalingConfiguration],
  ["ListAutoScalingConfigurations", listAutoScalingConfigurations],
  ["ListServicesForAutoScalingConfiguration", listServicesForAutoScalingConfiguration],
  ["UpdateDefaultAutoScalingConfiguration", updateDefaultAutoScalingConfiguration],
  ["CreateConnection", createConnection],
  ["DeleteConnection", deleteConnection],
  ["ListConnections", listConnections],
  ["CreateObservabilityConfiguration", createObservabilityConfiguration],
  ["DeleteObservabilityConfiguration", deleteObservabilityConfiguration],
  ["DescribeObservabilityConfiguration", describeObservabilityConfiguration],
  ["ListObservabilityConfigurations", listObservabilityConfigurations],
  ["CreateVpcConnector", createVpcConnector],
  ["DeleteVpcConnector", deleteVpcConnector],
  ["DescribeVpcConnector", describeVpcConnector],
  ["ListVpcConnectors", listVpcConnectors],
  ["AssociateCustomDomain", associateCustomDomain],
  ["DescribeCustomDomains", describeCustomDomains],
  ["DisassociateCustomDomain", disassociateCustomDomain],
  ["CreateVpcIngressConnection", createVpcIngressConnection],
  ["DeleteVpcIngressConnection", deleteVpcIngressConnection],
  ["DescribeVpcIngressConnection", describeVpcIngressConnection],
  ["ListVpcIngressConnections", listVpcIngressConnections],
  ["UpdateVpcIngressConnection", updateVpcIngressConnection],
]);
