type DeclaredError = "ResourceNotFoundException" | "InvalidStateException" | "ServiceQuotaExceededException";

/** What an operation may answer whatever it is: the first two by its own declaration, the rest as every AWS service. */
const always: readonly string[] = [
  "InvalidRequestException",
  "InternalServiceErrorException",
  "AccessDeniedException",
  "SerializationException",
];

/** The errors that App Runner's API model, version 2020-05-15, declares beyond those that every operation has. */
export const declaredErrors: ReadonlyMap<string, readonly DeclaredError[]> = new Map<string, readonly DeclaredError[]>([
  ["CreateService", ["ServiceQuotaExceededException"]],
  ["DeleteService", ["ResourceNotFoundException", "InvalidStateException"]],
  ["DescribeService", ["ResourceNotFoundException"]],
  ["ListOperations", ["ResourceNotFoundException"]],
  ["ListServices", []],
  ["ListTagsForResource", ["ResourceNotFoundException", "InvalidStateException"]],
  ["PauseService", ["ResourceNotFoundException", "InvalidStateException"]],
  ["ResumeService", ["ResourceNotFoundException", "InvalidStateException"]],
  ["StartDeployment", ["ResourceNotFoundException"]],
  ["TagResource", ["ResourceNotFoundException", "InvalidStateException"]],
  ["UntagResource", ["ResourceNotFoundException", "InvalidStateException"]],
  ["UpdateService", ["ResourceNotFoundException", "InvalidStateException"]],
  ["CreateAutoScalingConfiguration", ["ServiceQuotaExceededException"]],
  ["DeleteAutoScalingConfiguration", ["ResourceNotFoundException"]],
  ["DescribeAutoScalingConfiguration", ["ResourceNotFoundException"]],
  ["ListAutoScalingConfigurations", []],
  ["ListServicesForAutoScalingConfiguration", ["ResourceNotFoundException"]],
  ["UpdateDefaultAutoScalingConfiguration", ["ResourceNotFoundException"]],
  ["CreateConnection", ["ServiceQuotaExceededException"]],
  ["DeleteConnection", ["ResourceNotFoundException"]],
  ["ListConnections", []],
  ["CreateObservabilityConfiguration", ["ServiceQuotaExceededException"]],
  ["DeleteObservabilityConfiguration", ["ResourceNotFoundException"]],
  ["DescribeObservabilityConfiguration", ["ResourceNotFoundException"]],
  ["ListObservabilityConfigurations", []],
  ["CreateVpcConnector", ["ServiceQuotaExceededException"]],
  ["DeleteVpcConnector", ["ResourceNotFoundException"]],
  ["DescribeVpcConnector", ["ResourceNotFoundException"]],
  ["ListVpcConnectors", []],
  ["CreateVpcIngressConnection", ["InvalidStateException", "ServiceQuotaExceededException"]],
  ["DeleteVpcIngressConnection", ["ResourceNotFoundException", "InvalidStateException"]],
  ["DescribeVpcIngressConnection", ["ResourceNotFoundException"]],
  ["ListVpcIngressConnections", []],
  ["UpdateVpcIngressConnection", ["ResourceNotFoundException", "InvalidStateException"]],
  ["AssociateCustomDomain", ["InvalidStateException"]],
  ["DescribeCustomDomains", ["ResourceNotFoundException"]],
  ["DisassociateCustomDomain", ["ResourceNotFoundException", "InvalidStateException"]],
]);

/** Whether an operation can answer with an error, as the API has it. */
export function mayAnswer(operation: string, code: string): boolean {
  const own: readonly string[] = declaredErrors.get(operation) ?? [];
  return own.includes(code) || always.includes(code);
}
