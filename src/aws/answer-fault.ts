import type { AppRunnerCalls, AppRunnerOperation } from "./port.ts";

type Check = (value: unknown) => string | undefined;

/**
 * What is missing or of the wrong type in an answer, for people; undefined when nothing is. The SDK passes on whatever
 * JSON says: a missing member, an object where a string belongs. Checked is what the operator could not work without;
 * what the API model calls optional may be absent. Statuses that are not known yet are not a fault.
 */
export function answerFault(
  operation: AppRunnerOperation,
  output: AppRunnerCalls[AppRunnerOperation]["output"],
): string | undefined {
  return checks[operation](output);
}

const text: Check = (value) => (typeof value === "string" && value !== "" ? undefined : "is not a text");
const number: Check = (value) => (Number.isInteger(value) ? undefined : "is not a whole number");
const time: Check = (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : "is not a time");

const source = object({
  ImageRepository: optional(object({ ImageIdentifier: text, ImageRepositoryType: text })),
  CodeRepository: optional(object({ RepositoryUrl: text, SourceCodeVersion: object({ Type: text, Value: text }) })),
});

const service = object({
  ServiceName: text,
  ServiceArn: text,
  ServiceId: text,
  ServiceUrl: optional(text),
  Status: text,
  CreatedAt: time,
  SourceConfiguration: source,
  InstanceConfiguration: object({ Cpu: text, Memory: text, InstanceRoleArn: optional(text) }),
  AutoScalingConfigurationSummary: object({ AutoScalingConfigurationArn: text }),
  NetworkConfiguration: object({}),
});

const serviceSummary = object({ ServiceName: text, ServiceArn: text, Status: text });
const operationSummary = object({
  Id: text,
  Type: text,
  Status: text,
  StartedAt: optional(time),
  EndedAt: optional(time),
});

const autoScalingConfiguration = object({
  AutoScalingConfigurationArn: text,
  AutoScalingConfigurationName: text,
  AutoScalingConfigurationRevision: number,
  Status: text,
});
const autoScalingSummary = object({ AutoScalingConfigurationArn: text, AutoScalingConfigurationName: text });
const observabilityConfiguration = object({
  ObservabilityConfigurationArn: text,
  ObservabilityConfigurationName: text,
  ObservabilityConfigurationRevision: number,
  Status: text,
});
const observabilitySummary = object({ ObservabilityConfigurationArn: text, ObservabilityConfigurationName: text });
const vpcConnector = object({ VpcConnectorArn: text, VpcConnectorName: text, Status: text, Subnets: list(text) });
const connection = object({ ConnectionArn: text, ConnectionName: text, Status: text });

const vpcIngressConnection = object({
  VpcIngressConnectionArn: text,
  VpcIngressConnectionName: text,
  ServiceArn: text,
  Status: text,
});
const customDomain = object({
  DomainName: text,
  Status: text,
  CertificateValidationRecords: optional(list(object({ Name: optional(text), Value: optional(text) }))),
});

const checks: Readonly<Record<AppRunnerOperation, Check>> = {
  CreateService: object({ Service: service, OperationId: text }),
  DescribeService: object({ Service: service }),
  ListServices: object({ ServiceSummaryList: list(serviceSummary), NextToken: optional(anyText) }),
  // A server fault of 2022 left the id out; ListOperations has it then.
  UpdateService: object({ Service: service, OperationId: optional(text) }),
  DeleteService: object({ Service: service, OperationId: optional(text) }),
  // Without an id the call changed nothing: the service was paused, or running, already.
  PauseService: object({ Service: service, OperationId: optional(text) }),
  ResumeService: object({ Service: service, OperationId: optional(text) }),
  StartDeployment: object({ OperationId: text }),
  ListOperations: object({ OperationSummaryList: optional(list(operationSummary)), NextToken: optional(anyText) }),
  TagResource: object({}),
  UntagResource: object({}),
  ListTagsForResource: object({ Tags: optional(list(object({ Key: text, Value: optional(anyText) }))) }),
  CreateAutoScalingConfiguration: object({ AutoScalingConfiguration: autoScalingConfiguration }),
  DescribeAutoScalingConfiguration: object({ AutoScalingConfiguration: autoScalingConfiguration }),
  ListAutoScalingConfigurations: object({
    AutoScalingConfigurationSummaryList: list(autoScalingSummary),
    NextToken: optional(anyText),
  }),
  DeleteAutoScalingConfiguration: object({ AutoScalingConfiguration: autoScalingConfiguration }),
  UpdateDefaultAutoScalingConfiguration: object({ AutoScalingConfiguration: autoScalingConfiguration }),
  ListServicesForAutoScalingConfiguration: object({ ServiceArnList: list(text), NextToken: optional(anyText) }),
  CreateObservabilityConfiguration: object({ ObservabilityConfiguration: observabilityConfiguration }),
  DescribeObservabilityConfiguration: object({ ObservabilityConfiguration: observabilityConfiguration }),
  ListObservabilityConfigurations: object({
    ObservabilityConfigurationSummaryList: list(observabilitySummary),
    NextToken: optional(anyText),
  }),
  DeleteObservabilityConfiguration: object({ ObservabilityConfiguration: observabilityConfiguration }),
  CreateVpcConnector: object({ VpcConnector: vpcConnector }),
  DescribeVpcConnector: object({ VpcConnector: vpcConnector }),
  ListVpcConnectors: object({ VpcConnectors: list(vpcConnector), NextToken: optional(anyText) }),
  DeleteVpcConnector: object({ VpcConnector: vpcConnector }),
  CreateConnection: object({ Connection: connection }),
  ListConnections: object({ ConnectionSummaryList: list(connection), NextToken: optional(anyText) }),
  DeleteConnection: object({ Connection: optional(connection) }),
  CreateVpcIngressConnection: object({ VpcIngressConnection: vpcIngressConnection }),
  DescribeVpcIngressConnection: object({ VpcIngressConnection: vpcIngressConnection }),
  ListVpcIngressConnections: object({
    VpcIngressConnectionSummaryList: list(object({ VpcIngressConnectionArn: text, ServiceArn: text })),
    NextToken: optional(anyText),
  }),
  UpdateVpcIngressConnection: object({ VpcIngressConnection: vpcIngressConnection }),
  DeleteVpcIngressConnection: object({ VpcIngressConnection: vpcIngressConnection }),
  AssociateCustomDomain: object({ CustomDomain: customDomain }),
  DescribeCustomDomains: object({ CustomDomains: list(customDomain), NextToken: optional(anyText) }),
  DisassociateCustomDomain: object({ CustomDomain: customDomain }),
};

function anyText(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "is not a text";
}

function optional(check: Check): Check {
  return (value) => (value === undefined || value === null ? undefined : check(value));
}

function list(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return "is not a list";
    return firstFault(value.map((element, index) => [`[${index}]`, check(element)]));
  };
}

function object(members: Readonly<Record<string, Check>>): Check {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "is not an object";
    const given: Readonly<Record<string, unknown>> = { ...value };
    return firstFault(Object.entries(members).map(([name, check]) => [name, check(given[name])]));
  };
}

/** The path to the first fault, and what it is. */
function firstFault(results: readonly (readonly [string, string | undefined])[]): string | undefined {
  for (const [name, fault] of results) {
    if (fault === undefined) continue;
    return /^[A-Z[]/.test(fault) ? `${name}.${fault}` : `${name} ${fault}`;
  }
  return undefined;
}
