import { expect } from "vitest";
import type { Json, JsonObject } from "../../src/base/json.ts";

/** One command of the AWS CLI against the emulator. */
export interface Step {
  /** What stands after `aws apprunner`, from the ARNs seen so far. */
  readonly argv: (arns: SeenArns) => readonly string[];
  /** What its answer has to match. */
  readonly shows: JsonObject;
  readonly thenMinutes?: number;
}

/** The ARNs that answers told, the latest of each member: `ServiceArn`, `VpcConnectorArn` and so on. */
export type SeenArns = Readonly<Record<string, string>>;

/** What vitest compares an answer's member with, in the place of the member. */
const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const OperationId = matching(/^[0-9a-f]{32}$/);
const busy = { Service: { Status: "OPERATION_IN_PROGRESS" }, OperationId };
/** A time: version 1 of the CLI prints the seconds that it got, version 2 the date. */
const time = expect.toSatisfy(
  (printed: unknown) =>
    new Date(typeof printed === "number" ? printed * 1000 : String(printed)).getUTCFullYear() === 2026,
) as string;

const json = (value: Json) => JSON.stringify(value);

export const source = (tag: string): string =>
  json({
    ImageRepository: { ImageIdentifier: `public.ecr.aws/x1y2z3a4/demo:${tag}`, ImageRepositoryType: "ECR_PUBLIC" },
  });

const scalingSteps: readonly Step[] = [
  {
    argv: () => [
      "create-auto-scaling-configuration",
      ...[
        "--auto-scaling-configuration-name",
        "by-cli",
        "--max-concurrency",
        "50",
        "--min-size",
        "2",
        "--max-size",
        "3",
      ],
    ],
    shows: {
      AutoScalingConfiguration: {
        AutoScalingConfigurationName: "by-cli",
        AutoScalingConfigurationRevision: 1,
        Status: "active",
        Latest: true,
        MaxConcurrency: 50,
        MinSize: 2,
        MaxSize: 3,
        CreatedAt: time,
        IsDefault: false,
      },
    },
  },
  {
    argv: (arns) => ["describe-auto-scaling-configuration", ...scaling(arns)],
    shows: { AutoScalingConfiguration: { AutoScalingConfigurationName: "by-cli", HasAssociatedService: false } },
  },
  {
    argv: (arns) => ["update-default-auto-scaling-configuration", ...scaling(arns)],
    shows: { AutoScalingConfiguration: { AutoScalingConfigurationName: "by-cli", IsDefault: true } },
  },
  {
    argv: () => ["list-auto-scaling-configurations", "--no-latest-only"],
    shows: {
      AutoScalingConfigurationSummaryList: [
        { AutoScalingConfigurationName: "by-cli", IsDefault: true },
        { AutoScalingConfigurationName: "DefaultConfiguration", IsDefault: false },
      ],
    },
  },
];

/** A service's life, from the default auto scaling configuration that the steps before it made. */
const serviceSteps: readonly Step[] = [
  {
    argv: () => [
      ...["create-service", "--service-name", "by-cli", "--source-configuration", source("1")],
      ...["--tags", "Key=team,Value=shop"],
    ],
    shows: busy,
    thenMinutes: 4,
  },
  {
    argv: (arns) => ["describe-service", ...service(arns)],
    shows: {
      Service: {
        ServiceName: "by-cli",
        Status: "RUNNING",
        CreatedAt: time,
        InstanceConfiguration: { Cpu: "1024", Memory: "2048" },
        AutoScalingConfigurationSummary: { AutoScalingConfigurationName: "by-cli" },
      },
    },
  },
  {
    argv: (arns) => ["list-services-for-auto-scaling-configuration", ...scaling(arns)],
    shows: { ServiceArnList: [matching(/:service\/by-cli\//)] },
  },
  { argv: () => ["list-services"], shows: { ServiceSummaryList: [{ ServiceName: "by-cli", Status: "RUNNING" }] } },
  {
    argv: (arns) => ["update-service", ...service(arns), "--source-configuration", source("2")],
    shows: {
      OperationId,
      Service: {
        Status: "OPERATION_IN_PROGRESS",
        SourceConfiguration: { ImageRepository: { ImageIdentifier: matching(/:2$/) } },
      },
    },
    thenMinutes: 5,
  },
  { argv: (arns) => ["start-deployment", ...service(arns)], shows: { OperationId }, thenMinutes: 4 },
  { argv: (arns) => ["pause-service", ...service(arns)], shows: busy, thenMinutes: 2 },
  { argv: (arns) => ["resume-service", ...service(arns)], shows: busy, thenMinutes: 2 },
  {
    argv: (arns) => ["list-operations", ...service(arns), "--max-results", "1"],
    shows: {
      OperationSummaryList: [{ Type: "RESUME_SERVICE", Status: "SUCCEEDED", StartedAt: time, EndedAt: time }],
      NextToken: matching(/./),
    },
  },
  { argv: (arns) => ["tag-resource", ...tagged(arns), "--tags", "Key=stage,Value=live"], shows: {} },
  { argv: (arns) => ["untag-resource", ...tagged(arns), "--tag-keys", "team"], shows: {} },
  {
    argv: (arns) => ["list-tags-for-resource", ...tagged(arns)],
    shows: { Tags: [{ Key: "stage", Value: "live" }] },
  },
];

const domainSteps: readonly Step[] = [
  {
    argv: (arns) => [
      ...["associate-custom-domain", ...service(arns), "--domain-name", "shop.test"],
      "--no-enable-www-subdomain",
    ],
    shows: {
      DNSTarget: matching(/\.awsapprunner\.com$/),
      CustomDomain: { DomainName: "shop.test", EnableWWWSubdomain: false, Status: "creating" },
      VpcDNSTargets: [],
    },
    thenMinutes: 1,
  },
  {
    argv: (arns) => ["describe-custom-domains", ...service(arns), "--max-results", "5"],
    shows: {
      CustomDomains: [
        {
          Status: "pending_certificate_dns_validation",
          CertificateValidationRecords: [
            { Type: "CNAME", Status: "PENDING_VALIDATION" },
            { Type: "CNAME", Status: "PENDING_VALIDATION" },
          ],
        },
      ],
    },
  },
  {
    argv: (arns) => ["disassociate-custom-domain", ...service(arns), "--domain-name", "shop.test"],
    shows: { CustomDomain: { DomainName: "shop.test", Status: "deleting" } },
    thenMinutes: 1,
  },
];

const ingressSteps: readonly Step[] = [
  {
    argv: (arns) => [
      ...["update-service", ...service(arns)],
      ...["--network-configuration", json({ IngressConfiguration: { IsPubliclyAccessible: false } })],
    ],
    shows: busy,
    thenMinutes: 5,
  },
  {
    argv: (arns) => [
      ...["create-vpc-ingress-connection", ...service(arns), "--vpc-ingress-connection-name", "by-cli"],
      ...["--ingress-vpc-configuration", "VpcId=vpc-1,VpcEndpointId=vpce-1"],
    ],
    shows: {
      VpcIngressConnection: { Status: "PENDING_CREATION", AccountId: "111122223333", CreatedAt: time },
    },
    thenMinutes: 4,
  },
  {
    argv: (arns) => [
      ...["update-vpc-ingress-connection", ...ingress(arns)],
      ...["--ingress-vpc-configuration", "VpcId=vpc-1,VpcEndpointId=vpce-2"],
    ],
    shows: { VpcIngressConnection: { Status: "PENDING_UPDATE" } },
    thenMinutes: 4,
  },
  {
    argv: (arns) => ["describe-vpc-ingress-connection", ...ingress(arns)],
    shows: {
      VpcIngressConnection: {
        Status: "AVAILABLE",
        IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-2" },
      },
    },
  },
  {
    argv: () => ["list-vpc-ingress-connections", "--filter", "VpcEndpointId=vpce-2"],
    shows: { VpcIngressConnectionSummaryList: [{ ServiceArn: matching(/:service\/by-cli\//) }] },
  },
  {
    argv: (arns) => ["delete-vpc-ingress-connection", ...ingress(arns)],
    shows: { VpcIngressConnection: { Status: "PENDING_DELETION" } },
    thenMinutes: 4,
  },
];

const otherSteps: readonly Step[] = [
  {
    argv: () => [
      ...["create-observability-configuration", "--observability-configuration-name", "by-cli"],
      ...["--trace-configuration", "Vendor=AWSXRAY"],
    ],
    shows: {
      ObservabilityConfiguration: { Status: "ACTIVE", Latest: true, TraceConfiguration: { Vendor: "AWSXRAY" } },
    },
  },
  {
    argv: (arns) => ["describe-observability-configuration", ...traces(arns)],
    shows: {
      ObservabilityConfiguration: { ObservabilityConfigurationName: "by-cli", ObservabilityConfigurationRevision: 1 },
    },
  },
  {
    argv: () => ["list-observability-configurations", "--observability-configuration-name", "by-cli"],
    shows: { ObservabilityConfigurationSummaryList: [{ ObservabilityConfigurationName: "by-cli" }] },
  },
  {
    argv: (arns) => ["delete-observability-configuration", ...traces(arns)],
    shows: { ObservabilityConfiguration: { Status: "INACTIVE", DeletedAt: time } },
  },
  {
    argv: () => [
      ...["create-vpc-connector", "--vpc-connector-name", "by-cli", "--subnets", "subnet-1", "subnet-2"],
      ...["--security-groups", "sg-1"],
    ],
    shows: {
      VpcConnector: { Status: "ACTIVE", Subnets: ["subnet-1", "subnet-2"], SecurityGroups: ["sg-1"], CreatedAt: time },
    },
  },
  {
    argv: (arns) => ["describe-vpc-connector", ...connector(arns)],
    shows: { VpcConnector: { VpcConnectorName: "by-cli", VpcConnectorRevision: 1 } },
  },
  { argv: () => ["list-vpc-connectors"], shows: { VpcConnectors: [{ VpcConnectorName: "by-cli" }] } },
  {
    argv: (arns) => ["delete-vpc-connector", ...connector(arns)],
    shows: { VpcConnector: { Status: "INACTIVE", DeletedAt: time } },
  },
  {
    argv: () => ["create-connection", "--connection-name", "by-cli", "--provider-type", "BITBUCKET"],
    shows: { Connection: { ProviderType: "BITBUCKET", Status: "PENDING_HANDSHAKE", CreatedAt: time } },
  },
  {
    argv: () => ["list-connections", "--connection-name", "by-cli"],
    shows: { ConnectionSummaryList: [{ ConnectionName: "by-cli", Status: "PENDING_HANDSHAKE" }] },
  },
  {
    argv: ({ ConnectionArn = "" }) => ["delete-connection", "--connection-arn", ConnectionArn],
    shows: { Connection: { ConnectionName: "by-cli", Status: "DELETED" } },
  },
];

const lastSteps: readonly Step[] = [
  { argv: (arns) => ["delete-service", ...service(arns)], shows: busy, thenMinutes: 5 },
  {
    argv: () => [
      "update-default-auto-scaling-configuration",
      "--auto-scaling-configuration-arn",
      "arn:aws:apprunner:eu-central-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
    ],
    shows: { AutoScalingConfiguration: { AutoScalingConfigurationName: "DefaultConfiguration", IsDefault: true } },
  },
  {
    argv: () => [
      "delete-auto-scaling-configuration",
      "--auto-scaling-configuration-arn",
      "arn:aws:apprunner:eu-central-1:111122223333:autoscalingconfiguration/by-cli",
      "--delete-all-revisions",
    ],
    shows: { AutoScalingConfiguration: { Status: "inactive", DeletedAt: time } },
  },
];

/** Every operation of App Runner, in an order in which each is accepted. */
export const steps: readonly Step[] = [
  ...scalingSteps,
  ...serviceSteps,
  ...domainSteps,
  ...ingressSteps,
  ...otherSteps,
  ...lastSteps,
];

function service({ ServiceArn = "" }: SeenArns): readonly string[] {
  return ["--service-arn", ServiceArn];
}

function tagged({ ServiceArn = "" }: SeenArns): readonly string[] {
  return ["--resource-arn", ServiceArn];
}

function scaling({ AutoScalingConfigurationArn = "" }: SeenArns): readonly string[] {
  return ["--auto-scaling-configuration-arn", AutoScalingConfigurationArn];
}

function traces({ ObservabilityConfigurationArn = "" }: SeenArns): readonly string[] {
  return ["--observability-configuration-arn", ObservabilityConfigurationArn];
}

function connector({ VpcConnectorArn = "" }: SeenArns): readonly string[] {
  return ["--vpc-connector-arn", VpcConnectorArn];
}

function ingress({ VpcIngressConnectionArn = "" }: SeenArns): readonly string[] {
  return ["--vpc-ingress-connection-arn", VpcIngressConnectionArn];
}
