import { expect } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";

/** What vitest compares an answer's member with, in the place of the member. */
const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;

/** A time, which boto3 made of a number of seconds. */
const time = matching(/^2026-01-01T/);
const OperationId = matching(/^[0-9a-f]{32}$/);
const started = { Service: { ServiceName: "by-boto3", Status: "OPERATION_IN_PROGRESS" }, OperationId };
const DNSTarget = matching(/\.awsapprunner\.com$/);

/** What the first answer of each operation has to match, as boto3_contract.py makes them. */
export const boto3Answers: JsonObject = {
  CreateService: started,
  DescribeService: { Service: { Status: "RUNNING", CreatedAt: time, ServiceUrl: DNSTarget } },
  ListServices: { ServiceSummaryList: [{ ServiceName: "by-boto3", Status: "RUNNING", CreatedAt: time }] },
  UpdateService: {
    OperationId,
    Service: { SourceConfiguration: { ImageRepository: { ImageIdentifier: matching(/:fail-start$/) } } },
  },
  StartDeployment: { OperationId },
  PauseService: started,
  ResumeService: started,
  DeleteService: started,
  ListOperations: {
    OperationSummaryList: [{ Type: "DELETE_SERVICE", StartedAt: time, EndedAt: time }, {}, {}, {}, {}, {}],
  },
  TagResource: {},
  UntagResource: {},
  ListTagsForResource: { Tags: [{ Key: "stage", Value: "live" }] },
  CreateAutoScalingConfiguration: {
    AutoScalingConfiguration: { Status: "active", MaxConcurrency: 100, MinSize: 1, MaxSize: 25, CreatedAt: time },
  },
  DescribeAutoScalingConfiguration: {
    AutoScalingConfiguration: { AutoScalingConfigurationName: "DefaultConfiguration", HasAssociatedService: true },
  },
  ListAutoScalingConfigurations: {
    AutoScalingConfigurationSummaryList: [
      { AutoScalingConfigurationName: "by-boto3" },
      { AutoScalingConfigurationName: "DefaultConfiguration" },
    ],
  },
  ListServicesForAutoScalingConfiguration: { ServiceArnList: [] },
  UpdateDefaultAutoScalingConfiguration: {
    AutoScalingConfiguration: { AutoScalingConfigurationName: "by-boto3", IsDefault: true },
  },
  DeleteAutoScalingConfiguration: { AutoScalingConfiguration: { Status: "inactive", DeletedAt: time } },
  CreateObservabilityConfiguration: {
    ObservabilityConfiguration: { Status: "ACTIVE", TraceConfiguration: { Vendor: "AWSXRAY" } },
  },
  DescribeObservabilityConfiguration: {
    ObservabilityConfiguration: { ObservabilityConfigurationName: "by-boto3", CreatedAt: time },
  },
  ListObservabilityConfigurations: {
    ObservabilityConfigurationSummaryList: [
      { ObservabilityConfigurationName: "by-boto3" },
      { ObservabilityConfigurationName: "DefaultConfiguration" },
    ],
  },
  DeleteObservabilityConfiguration: { ObservabilityConfiguration: { Status: "INACTIVE", DeletedAt: time } },
  CreateVpcConnector: {
    VpcConnector: { Status: "ACTIVE", Subnets: ["subnet-1"], SecurityGroups: ["sg-default"], CreatedAt: time },
  },
  DescribeVpcConnector: { VpcConnector: { VpcConnectorName: "by-boto3", VpcConnectorRevision: 1 } },
  ListVpcConnectors: { VpcConnectors: [{ VpcConnectorName: "by-boto3" }] },
  DeleteVpcConnector: { VpcConnector: { Status: "INACTIVE", DeletedAt: time } },
  CreateConnection: { Connection: { Status: "PENDING_HANDSHAKE", ProviderType: "GITHUB" } },
  ListConnections: { ConnectionSummaryList: [{ ConnectionName: "by-boto3", Status: "PENDING_HANDSHAKE" }] },
  DeleteConnection: { Connection: { Status: "DELETED" } },
  CreateVpcIngressConnection: { VpcIngressConnection: { Status: "PENDING_CREATION", CreatedAt: time } },
  UpdateVpcIngressConnection: { VpcIngressConnection: { Status: "PENDING_UPDATE" } },
  DescribeVpcIngressConnection: {
    VpcIngressConnection: { Status: "AVAILABLE", IngressVpcConfiguration: { VpcEndpointId: "vpce-2" } },
  },
  ListVpcIngressConnections: {
    VpcIngressConnectionSummaryList: [{ ServiceArn: matching(/:service\/private\//) }],
  },
  DeleteVpcIngressConnection: { VpcIngressConnection: { Status: "PENDING_DELETION" } },
  AssociateCustomDomain: {
    DNSTarget,
    CustomDomain: { DomainName: "shop.test", EnableWWWSubdomain: true, Status: "creating" },
    VpcDNSTargets: [{ VpcId: "vpc-1", DomainName: DNSTarget }],
  },
  DescribeCustomDomains: {
    DNSTarget,
    CustomDomains: [
      {
        Status: "pending_certificate_dns_validation",
        CertificateValidationRecords: [{ Type: "CNAME" }, { Type: "CNAME" }, { Type: "CNAME" }],
      },
    ],
  },
  DisassociateCustomDomain: { CustomDomain: { Status: "deleting" } },
};
