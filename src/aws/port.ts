import type {
  CreateServiceCommandInput,
  CreateServiceCommandOutput,
  DeleteServiceCommandInput,
  DeleteServiceCommandOutput,
  DescribeServiceCommandInput,
  DescribeServiceCommandOutput,
  ListOperationsCommandInput,
  ListOperationsCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  PauseServiceCommandInput,
  PauseServiceCommandOutput,
  ResumeServiceCommandInput,
  ResumeServiceCommandOutput,
  StartDeploymentCommandInput,
  StartDeploymentCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
  CreateAutoScalingConfigurationCommandInput,
  CreateAutoScalingConfigurationCommandOutput,
  DescribeAutoScalingConfigurationCommandInput,
  DescribeAutoScalingConfigurationCommandOutput,
  ListAutoScalingConfigurationsCommandInput,
  ListAutoScalingConfigurationsCommandOutput,
  DeleteAutoScalingConfigurationCommandInput,
  DeleteAutoScalingConfigurationCommandOutput,
  UpdateDefaultAutoScalingConfigurationCommandInput,
  UpdateDefaultAutoScalingConfigurationCommandOutput,
  ListServicesForAutoScalingConfigurationCommandInput,
  ListServicesForAutoScalingConfigurationCommandOutput,
  CreateObservabilityConfigurationCommandInput,
  CreateObservabilityConfigurationCommandOutput,
  DescribeObservabilityConfigurationCommandInput,
  DescribeObservabilityConfigurationCommandOutput,
  ListObservabilityConfigurationsCommandInput,
  ListObservabilityConfigurationsCommandOutput,
  DeleteObservabilityConfigurationCommandInput,
  DeleteObservabilityConfigurationCommandOutput,
  CreateVpcConnectorCommandInput,
  CreateVpcConnectorCommandOutput,
  DescribeVpcConnectorCommandInput,
  DescribeVpcConnectorCommandOutput,
  ListVpcConnectorsCommandInput,
  ListVpcConnectorsCommandOutput,
  DeleteVpcConnectorCommandInput,
  DeleteVpcConnectorCommandOutput,
  CreateConnectionCommandInput,
  CreateConnectionCommandOutput,
  ListConnectionsCommandInput,
  ListConnectionsCommandOutput,
  DeleteConnectionCommandInput,
  DeleteConnectionCommandOutput,
  CreateVpcIngressConnectionCommandInput,
  CreateVpcIngressConnectionCommandOutput,
  DescribeVpcIngressConnectionCommandInput,
  DescribeVpcIngressConnectionCommandOutput,
  ListVpcIngressConnectionsCommandInput,
  ListVpcIngressConnectionsCommandOutput,
  UpdateVpcIngressConnectionCommandInput,
  UpdateVpcIngressConnectionCommandOutput,
  DeleteVpcIngressConnectionCommandInput,
  DeleteVpcIngressConnectionCommandOutput,
  AssociateCustomDomainCommandInput,
  AssociateCustomDomainCommandOutput,
  DescribeCustomDomainsCommandInput,
  DescribeCustomDomainsCommandOutput,
  DisassociateCustomDomainCommandInput,
  DisassociateCustomDomainCommandOutput,
} from "@aws-sdk/client-apprunner";

/** The App Runner operations that the operator makes, each with the shapes of its request and its answer. */
export interface AppRunnerCalls {
  CreateService: { input: CreateServiceCommandInput; output: CreateServiceCommandOutput };
  DescribeService: { input: DescribeServiceCommandInput; output: DescribeServiceCommandOutput };
  ListServices: { input: ListServicesCommandInput; output: ListServicesCommandOutput };
  UpdateService: { input: UpdateServiceCommandInput; output: UpdateServiceCommandOutput };
  DeleteService: { input: DeleteServiceCommandInput; output: DeleteServiceCommandOutput };
  PauseService: { input: PauseServiceCommandInput; output: PauseServiceCommandOutput };
  ResumeService: { input: ResumeServiceCommandInput; output: ResumeServiceCommandOutput };
  StartDeployment: { input: StartDeploymentCommandInput; output: StartDeploymentCommandOutput };
  ListOperations: { input: ListOperationsCommandInput; output: ListOperationsCommandOutput };
  TagResource: { input: TagResourceCommandInput; output: TagResourceCommandOutput };
  UntagResource: { input: UntagResourceCommandInput; output: UntagResourceCommandOutput };
  ListTagsForResource: { input: ListTagsForResourceCommandInput; output: ListTagsForResourceCommandOutput };
  CreateAutoScalingConfiguration: {
    input: CreateAutoScalingConfigurationCommandInput;
    output: CreateAutoScalingConfigurationCommandOutput;
  };
  DescribeAutoScalingConfiguration: {
    input: DescribeAutoScalingConfigurationCommandInput;
    output: DescribeAutoScalingConfigurationCommandOutput;
  };
  ListAutoScalingConfigurations: {
    input: ListAutoScalingConfigurationsCommandInput;
    output: ListAutoScalingConfigurationsCommandOutput;
  };
  DeleteAutoScalingConfiguration: {
    input: DeleteAutoScalingConfigurationCommandInput;
    output: DeleteAutoScalingConfigurationCommandOutput;
  };
  UpdateDefaultAutoScalingConfiguration: {
    input: UpdateDefaultAutoScalingConfigurationCommandInput;
    output: UpdateDefaultAutoScalingConfigurationCommandOutput;
  };
  ListServicesForAutoScalingConfiguration: {
    input: ListServicesForAutoScalingConfigurationCommandInput;
    output: ListServicesForAutoScalingConfigurationCommandOutput;
  };
  CreateObservabilityConfiguration: {
    input: CreateObservabilityConfigurationCommandInput;
    output: CreateObservabilityConfigurationCommandOutput;
  };
  DescribeObservabilityConfiguration: {
    input: DescribeObservabilityConfigurationCommandInput;
    output: DescribeObservabilityConfigurationCommandOutput;
  };
  ListObservabilityConfigurations: {
    input: ListObservabilityConfigurationsCommandInput;
    output: ListObservabilityConfigurationsCommandOutput;
  };
  DeleteObservabilityConfiguration: {
    input: DeleteObservabilityConfigurationCommandInput;
    output: DeleteObservabilityConfigurationCommandOutput;
  };
  CreateVpcConnector: { input: CreateVpcConnectorCommandInput; output: CreateVpcConnectorCommandOutput };
  DescribeVpcConnector: { input: DescribeVpcConnectorCommandInput; output: DescribeVpcConnectorCommandOutput };
  ListVpcConnectors: { input: ListVpcConnectorsCommandInput; output: ListVpcConnectorsCommandOutput };
  DeleteVpcConnector: { input: DeleteVpcConnectorCommandInput; output: DeleteVpcConnectorCommandOutput };
  CreateConnection: { input: CreateConnectionCommandInput; output: CreateConnectionCommandOutput };
  ListConnections: { input: ListConnectionsCommandInput; output: ListConnectionsCommandOutput };
  DeleteConnection: { input: DeleteConnectionCommandInput; output: DeleteConnectionCommandOutput };
  CreateVpcIngressConnection: {
    input: CreateVpcIngressConnectionCommandInput;
    output: CreateVpcIngressConnectionCommandOutput;
  };
  DescribeVpcIngressConnection: {
    input: DescribeVpcIngressConnectionCommandInput;
    output: DescribeVpcIngressConnectionCommandOutput;
  };
  ListVpcIngressConnections: {
    input: ListVpcIngressConnectionsCommandInput;
    output: ListVpcIngressConnectionsCommandOutput;
  };
  UpdateVpcIngressConnection: {
    input: UpdateVpcIngressConnectionCommandInput;
    output: UpdateVpcIngressConnectionCommandOutput;
  };
  DeleteVpcIngressConnection: {
    input: DeleteVpcIngressConnectionCommandInput;
    output: DeleteVpcIngressConnectionCommandOutput;
  };
  AssociateCustomDomain: { input: AssociateCustomDomainCommandInput; output: AssociateCustomDomainCommandOutput };
  DescribeCustomDomains: { input: DescribeCustomDomainsCommandInput; output: DescribeCustomDomainsCommandOutput };
  DisassociateCustomDomain: {
    input: DisassociateCustomDomainCommandInput;
    output: DisassociateCustomDomainCommandOutput;
  };
}

/** The name of an App Runner operation, as in the API reference. */
export type AppRunnerOperation = keyof AppRunnerCalls;

/** One request as data, so that a decision can be planned, shown and compared before it is made. */
export type AppRunnerCall<Operation extends AppRunnerOperation = AppRunnerOperation> = {
  [Name in Operation]: { readonly operation: Name; readonly input: AppRunnerCalls[Name]["input"] };
}[Operation];

/** Where an AWS resource lives. */
export interface Place {
  /** The 12 digits of the AWS account. */
  readonly account: string;
  readonly region: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Called right before the request is handed over, after the wait for the budget: the place for the last look at
   * whether this process is still the leader. When it throws, nothing is sent and the call rejects with what it threw.
   */
  readonly beforeSend?: (() => void) | undefined;
}

/** App Runner in one place. */
export interface AppRunnerPort {
  /**
   * Makes one call and returns its answer. Nothing is sent twice.
   * @throws {AwsError} for everything that did not come out as a well-formed answer, classified; its text is scrubbed.
   * @throws the signal's reason when it is aborted; a request that is under way then may still take effect.
   */
  call<Operation extends AppRunnerOperation>(
    operation: Operation,
    input: AppRunnerCalls[Operation]["input"],
    options?: CallOptions,
  ): Promise<AppRunnerCalls[Operation]["output"]>;
}
