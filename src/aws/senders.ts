import {
  type AppRunnerClient,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServiceCommand,
  ListOperationsCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  PauseServiceCommand,
  ResumeServiceCommand,
  StartDeploymentCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
  CreateAutoScalingConfigurationCommand,
  DescribeAutoScalingConfigurationCommand,
  ListAutoScalingConfigurationsCommand,
  DeleteAutoScalingConfigurationCommand,
  UpdateDefaultAutoScalingConfigurationCommand,
  ListServicesForAutoScalingConfigurationCommand,
  CreateObservabilityConfigurationCommand,
  DescribeObservabilityConfigurationCommand,
  ListObservabilityConfigurationsCommand,
  DeleteObservabilityConfigurationCommand,
  CreateVpcConnectorCommand,
  DescribeVpcConnectorCommand,
  ListVpcConnectorsCommand,
  DeleteVpcConnectorCommand,
  CreateConnectionCommand,
  ListConnectionsCommand,
  DeleteConnectionCommand,
  CreateVpcIngressConnectionCommand,
  DescribeVpcIngressConnectionCommand,
  ListVpcIngressConnectionsCommand,
  UpdateVpcIngressConnectionCommand,
  DeleteVpcIngressConnectionCommand,
  AssociateCustomDomainCommand,
  DescribeCustomDomainsCommand,
  DisassociateCustomDomainCommand,
} from "@aws-sdk/client-apprunner";
import type { AppRunnerCalls, AppRunnerOperation } from "./port.ts";

type Senders = {
  readonly [Operation in AppRunnerOperation]: (
    client: AppRunnerClient,
    input: AppRunnerCalls[Operation]["input"],
    abortSignal: AbortSignal,
  ) => Promise<AppRunnerCalls[Operation]["output"]>;
};

/** The SDK command of each operation. */
export const senders: Senders = {
  CreateService: (client, input, abortSignal) => client.send(new CreateServiceCommand(input), { abortSignal }),
  DescribeService: (client, input, abortSignal) => client.send(new DescribeServiceCommand(input), { abortSignal }),
  ListServices: (client, input, abortSignal) => client.send(new ListServicesCommand(input), { abortSignal }),
  UpdateService: (client, input, abortSignal) => client.send(new UpdateServiceCommand(input), { abortSignal }),
  DeleteService: (client, input, abortSignal) => client.send(new DeleteServiceCommand(input), { abortSignal }),
  PauseService: (client, input, abortSignal) => client.send(new PauseServiceCommand(input), { abortSignal }),
  ResumeService: (client, input, abortSignal) => client.send(new ResumeServiceCommand(input), { abortSignal }),
  StartDeployment: (client, input, abortSignal) => client.send(new StartDeploymentCommand(input), { abortSignal }),
  ListOperations: (client, input, abortSignal) => client.send(new ListOperationsCommand(input), { abortSignal }),
  TagResource: (client, input, abortSignal) => client.send(new TagResourceCommand(input), { abortSignal }),
  UntagResource: (client, input, abortSignal) => client.send(new UntagResourceCommand(input), { abortSignal }),
  ListTagsForResource: (client, input, abortSignal) =>
    client.send(new ListTagsForResourceCommand(input), { abortSignal }),
  CreateAutoScalingConfiguration: (client, input, abortSignal) =>
    client.send(new CreateAutoScalingConfigurationCommand(input), { abortSignal }),
  DescribeAutoScalingConfiguration: (client, input, abortSignal) =>
    client.send(new DescribeAutoScalingConfigurationCommand(input), { abortSignal }),
  ListAutoScalingConfigurations: (client, input, abortSignal) =>
    client.send(new ListAutoScalingConfigurationsCommand(input), { abortSignal }),
  DeleteAutoScalingConfiguration: (client, input, abortSignal) =>
    client.send(new DeleteAutoScalingConfigurationCommand(input), { abortSignal }),
  UpdateDefaultAutoScalingConfiguration: (client, input, abortSignal) =>
    client.send(new UpdateDefaultAutoScalingConfigurationCommand(input), { abortSignal }),
  ListServicesForAutoScalingConfiguration: (client, input, abortSignal) =>
    client.send(new ListServicesForAutoScalingConfigurationCommand(input), { abortSignal }),
  CreateObservabilityConfiguration: (client, input, abortSignal) =>
    client.send(new CreateObservabilityConfigurationCommand(input), { abortSignal }),
  DescribeObservabilityConfiguration: (client, input, abortSignal) =>
    client.send(new DescribeObservabilityConfigurationCommand(input), { abortSignal }),
  ListObservabilityConfigurations: (client, input, abortSignal) =>
    client.send(new ListObservabilityConfigurationsCommand(input), { abortSignal }),
  DeleteObservabilityConfiguration: (client, input, abortSignal) =>
    client.send(new DeleteObservabilityConfigurationCommand(input), { abortSignal }),
  CreateVpcConnector: (client, input, abortSignal) =>
    client.send(new CreateVpcConnectorCommand(input), { abortSignal }),
  DescribeVpcConnector: (client, input, abortSignal) =>
    client.send(new DescribeVpcConnectorCommand(input), { abortSignal }),
  ListVpcConnectors: (client, input, abortSignal) => client.send(new ListVpcConnectorsCommand(input), { abortSignal }),
  DeleteVpcConnector: (client, input, abortSignal) =>
    client.send(new DeleteVpcConnectorCommand(input), { abortSignal }),
  CreateConnection: (client, input, abortSignal) => client.send(new CreateConnectionCommand(input), { abortSignal }),
  ListConnections: (client, input, abortSignal) => client.send(new ListConnectionsCommand(input), { abortSignal }),
  DeleteConnection: (client, input, abortSignal) => client.send(new DeleteConnectionCommand(input), { abortSignal }),
  CreateVpcIngressConnection: (client, input, abortSignal) =>
    client.send(new CreateVpcIngressConnectionCommand(input), { abortSignal }),
  DescribeVpcIngressConnection: (client, input, abortSignal) =>
    client.send(new DescribeVpcIngressConnectionCommand(input), { abortSignal }),
  ListVpcIngressConnections: (client, input, abortSignal) =>
    client.send(new ListVpcIngressConnectionsCommand(input), { abortSignal }),
  UpdateVpcIngressConnection: (client, input, abortSignal) =>
    client.send(new UpdateVpcIngressConnectionCommand(input), { abortSignal }),
  DeleteVpcIngressConnection: (client, input, abortSignal) =>
    client.send(new DeleteVpcIngressConnectionCommand(input), { abortSignal }),
  AssociateCustomDomain: (client, input, abortSignal) =>
    client.send(new AssociateCustomDomainCommand(input), { abortSignal }),
  DescribeCustomDomains: (client, input, abortSignal) =>
    client.send(new DescribeCustomDomainsCommand(input), { abortSignal }),
  DisassociateCustomDomain: (client, input, abortSignal) =>
    client.send(new DisassociateCustomDomainCommand(input), { abortSignal }),
};
