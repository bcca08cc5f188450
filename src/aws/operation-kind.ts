import type { AppRunnerOperation } from "./port.ts";

/** Whether a call changes anything in AWS. The two have budgets apart, and a ban on mutations goes by this. */
export type OperationKind = "read" | "mutation";

/** Every operation that the port offers, with its kind. The IAM policy in `docs/iam.md` allows exactly these. */
export const operationKinds: Readonly<Record<AppRunnerOperation, OperationKind>> = {
  CreateService: "mutation",
  DescribeService: "read",
  ListServices: "read",
  UpdateService: "mutation",
  DeleteService: "mutation",
  PauseService: "mutation",
  ResumeService: "mutation",
  StartDeployment: "mutation",
  ListOperations: "read",
  TagResource: "mutation",
  UntagResource: "mutation",
  ListTagsForResource: "read",
  CreateAutoScalingConfiguration: "mutation",
  DescribeAutoScalingConfiguration: "read",
  ListAutoScalingConfigurations: "read",
  DeleteAutoScalingConfiguration: "mutation",
  UpdateDefaultAutoScalingConfiguration: "mutation",
  ListServicesForAutoScalingConfiguration: "read",
  CreateObservabilityConfiguration: "mutation",
  DescribeObservabilityConfiguration: "read",
  ListObservabilityConfigurations: "read",
  DeleteObservabilityConfiguration: "mutation",
  CreateVpcConnector: "mutation",
  DescribeVpcConnector: "read",
  ListVpcConnectors: "read",
  DeleteVpcConnector: "mutation",
  CreateConnection: "mutation",
  ListConnections: "read",
  DeleteConnection: "mutation",
};
