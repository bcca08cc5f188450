import type {
  AutoScalingRecord,
  ConnectionRecord,
  ConnectorRecord,
  ObservabilityRecord,
} from "../state/configuration-record.ts";
import type { DomainRecord } from "../state/domain-record.ts";
import type { IngressRecord } from "../state/ingress-record.ts";
import { RegionState } from "../state/region-state.ts";
import type { OperationRecord, ServiceConfiguration, ServiceRecord } from "../state/service-record.ts";

/** A moment at which much is under way in the sample. */
export const sampleNowMs = Date.UTC(2026, 0, 1);

const secondMs = 1000;
const pastMs = sampleNowMs - 3600 * secondMs;
const futureMs = sampleNowMs + 60 * secondMs;

const operations: Required<OperationRecord>[] = [
  {
    id: "a".repeat(32),
    type: "CREATE_SERVICE",
    startedAtMs: pastMs,
    status: "SUCCEEDED",
    updatedAtMs: pastMs,
    endedAtMs: pastMs,
  },
];

const running: OperationRecord = {
  id: "b".repeat(32),
  type: "UPDATE_SERVICE",
  startedAtMs: sampleNowMs - secondMs,
  status: "PENDING",
  updatedAtMs: sampleNowMs - secondMs,
};

const configuration: ServiceConfiguration = {
  source: {
    ImageRepository: {
      ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
      ImageRepositoryType: "ECR_PUBLIC",
      ImageConfiguration: { Port: "80", RuntimeEnvironmentVariables: { __proto__text: "1", $map: "2" } },
    },
  },
  instance: { Cpu: "1024", Memory: "2048", InstanceRoleArn: "arn:aws:iam::111122223333:role/app" },
  healthCheck: {
    Protocol: "HTTP",
    Path: "/",
    Interval: 5,
    Timeout: 2,
    HealthyThreshold: 1,
    UnhealthyThreshold: 5,
  },
  autoScaling: {
    AutoScalingConfigurationArn: "arn:scaling",
    AutoScalingConfigurationName: "scaling",
    AutoScalingConfigurationRevision: 2,
  },
  network: {
    EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: "arn:connector" },
    IngressConfiguration: { IsPubliclyAccessible: false },
    IpAddressType: "DUAL_STACK",
  },
  observability: { ObservabilityEnabled: true, ObservabilityConfigurationArn: "arn:observability" },
};

const domain: Required<DomainRecord> = {
  arn: "shop.test",
  name: "shop.test",
  www: true,
  records: [{ name: "_1.shop.test.", value: "_2.acm-validations.aws.", status: "PENDING_VALIDATION" }],
  status: "CREATING",
  recordsAtMs: futureMs,
  validatedAtMs: pastMs,
  next: { status: "PENDING_CERTIFICATE_DNS_VALIDATION", atMs: futureMs },
};

const busy: Required<ServiceRecord> = {
  arn: "arn:busy",
  id: "c".repeat(32),
  name: "busy",
  url: "busy.us-east-1.awsapprunner.com",
  createdAtMs: pastMs,
  encryption: { KmsKey: "arn:aws:kms:us-east-1:111122223333:key/1" },
  tags: new Map([["team", "shop"]]),
  operations: [...operations, running],
  status: "OPERATION_IN_PROGRESS",
  configuration,
  updatedAtMs: pastMs,
  deletedAtMs: pastMs,
  activity: {
    operation: running,
    steps: [
      { atMs: futureMs, operation: "IN_PROGRESS" },
      { atMs: futureMs + secondMs, operation: "SUCCEEDED", service: { status: "RUNNING", configuration } },
    ],
  },
  heldSinceMs: sampleNowMs - secondMs,
  formerUses: [
    { arn: "arn:old", untilMs: futureMs },
    { arn: "arn:older", untilMs: pastMs },
  ],
  domains: [domain],
  failedDeletions: 1,
};

const underMaintenance: ServiceRecord = {
  ...busy,
  arn: "arn:maintained",
  name: "maintained",
  encryption: undefined,
  tags: new Map(),
  operations,
  activity: { steps: [{ atMs: futureMs, service: { status: "RUNNING" } }] },
  domains: [],
};

const common = (name: string) => ({
  arn: `arn:${name}`,
  name,
  createdAtMs: pastMs,
  tags: new Map([["of", name]]),
  deletedAtMs: pastMs,
});

const scaling: Required<AutoScalingRecord> = {
  ...common("scaling"),
  type: "autoscalingconfiguration",
  revision: 2,
  maxConcurrency: 50,
  minSize: 1,
  maxSize: 2,
};
const observability: Required<ObservabilityRecord> = {
  ...common("observability"),
  type: "observabilityconfiguration",
  revision: 1,
  vendor: "AWSXRAY",
};
const connector: Required<ConnectorRecord> = {
  ...common("connector"),
  type: "vpcconnector",
  revision: 1,
  subnets: ["subnet-1"],
  securityGroups: ["sg-1"],
};
const connection: Required<ConnectionRecord> = {
  ...common("connection"),
  type: "connection",
  provider: "GITHUB",
  status: "PENDING_HANDSHAKE",
};

const ingress: Required<IngressRecord> = {
  arn: "arn:ingress",
  name: "ingress",
  serviceArn: busy.arn,
  domainName: "inside.us-east-1.awsapprunner.com",
  createdAtMs: pastMs,
  tags: new Map([["team", "shop"]]),
  vpc: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
  status: "PENDING_CREATION",
  deletedAtMs: pastMs,
  next: { status: "AVAILABLE", atMs: futureMs },
};

/**
 * A region in which everything is set that can be. The records are typed as `Required`, so that whoever adds a member has
 * to set it here, too.
 */
export function sampleRegion(): RegionState {
  const region = new RegionState("111122223333", "eu-west-1");
  const { services, configurations, ingresses } = structuredClone({
    services: [busy, underMaintenance],
    configurations: [
      scaling,
      observability,
      { ...observability, arn: "arn:off", vendor: undefined },
      connector,
      connection,
    ],
    ingresses: [ingress],
  });
  region.services.push(...services);
  region.configurations.push(...configurations);
  region.ingresses.push(...ingresses);
  region.deletedRows.push({ id: "d".repeat(32), createdAtMs: pastMs });
  region.validatedDomains.add("old.test");
  region.defaultAutoScalingArn = scaling.arn;
  region.rolesSeenAtMs.set("arn:aws:iam::111122223333:role/fresh", pastMs);
  region.pushedImages.add("public.ecr.aws/x1y2z3a4/demo:fail-pull");
  region.lostReplies.add("lost-reply");
  return region;
}
