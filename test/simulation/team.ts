import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { connectionType } from "../../src/api/connection.ts";
import { customDomainType } from "../../src/api/custom-domain.ts";
import { observabilityConfigurationType } from "../../src/api/observability-configuration.ts";
import { vpcConnectorType } from "../../src/api/vpc-connector.ts";
import { vpcIngressConnectionType } from "../../src/api/vpc-ingress-connection.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { ResourceType } from "../../src/kube/client.ts";
import { imageSpec } from "./scenarios.ts";
import type { World } from "./world.ts";

/** An object of a team, and the specs that it may have; the last is the one that it has in the end. */
export interface Member {
  readonly type: ResourceType;
  readonly name: string;
  readonly specs: readonly JsonObject[];
  /** Names of others. */
  readonly refersTo: readonly string[];
}

const deletionPolicy = "Delete";

const network = (isPubliclyAccessible: boolean, isThroughVpc: boolean): JsonObject => ({
  egressConfiguration: isThroughVpc
    ? { egressType: "VPC", vpcConnectorRef: { name: "connector" } }
    : { egressType: "DEFAULT" },
  ingressConfiguration: { isPubliclyAccessible },
});

const service = (tag: string, more: JsonObject): JsonObject =>
  imageSpec(tag, { desiredState: "Running", deletionPolicy, healthCheckConfiguration: { interval: 7 }, ...more });

const scaled = { autoScalingConfigurationRef: { name: "scaling" } };
const traced = {
  observabilityConfiguration: { observabilityEnabled: true, observabilityConfigurationRef: { name: "traces" } },
};

const untraced = { observabilityConfiguration: { observabilityEnabled: false } };

const fromCode = (branch: string): JsonObject => ({
  desiredState: "Running",
  deletionPolicy,
  healthCheckConfiguration: { interval: 7 },
  ...scaled,
  sourceConfiguration: {
    authenticationConfiguration: { connectionRef: { name: "github" } },
    codeRepository: {
      repositoryUrl: "https://github.com/example/storefront",
      sourceCodeVersion: { type: "BRANCH", value: branch },
      codeConfiguration: { configurationSource: "REPOSITORY" },
    },
  },
});

/** Everything that a team has, referring to each other. */
export const team: readonly Member[] = [
  {
    type: autoScalingConfigurationType,
    name: "scaling",
    refersTo: [],
    specs: [
      { deletionPolicy, maxConcurrency: 50 },
      { deletionPolicy, maxConcurrency: 60, tags: [{ key: "team", value: "a" }] },
      { deletionPolicy, maxConcurrency: 50, default: true },
      { deletionPolicy, maxConcurrency: 70, maxSize: 5, default: false, tags: [{ key: "team", value: "b" }] },
    ],
  },
  {
    type: observabilityConfigurationType,
    name: "traces",
    refersTo: [],
    specs: [{ deletionPolicy }, { deletionPolicy, traceConfiguration: { vendor: "AWSXRAY" } }],
  },
  {
    type: vpcConnectorType,
    name: "connector",
    refersTo: [],
    specs: [
      { deletionPolicy, subnets: ["subnet-1"], securityGroups: ["sg-1"] },
      { deletionPolicy, subnets: ["subnet-1"] },
      { deletionPolicy, subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-2"] },
    ],
  },
  {
    type: connectionType,
    name: "github",
    refersTo: [],
    specs: [
      { deletionPolicy, providerType: "GITHUB", tags: [{ key: "team", value: "a" }] },
      { deletionPolicy, providerType: "GITHUB", tags: [{ key: "team", value: "b" }] },
    ],
  },
  {
    type: appRunnerServiceType,
    name: "public",
    refersTo: ["scaling", "traces", "connector"],
    specs: [
      service("1", { ...scaled, ...traced }),
      service("2", { ...traced, networkConfiguration: network(true, true) }),
      service("fail-start", scaled),
      service("1", { ...scaled, desiredState: "Paused" }),
      service("3", { ...scaled, ...traced, networkConfiguration: network(true, false) }),
    ],
  },
  {
    type: appRunnerServiceType,
    name: "private",
    refersTo: ["scaling", "traces", "connector"],
    specs: [
      service("1", { ...scaled, networkConfiguration: network(false, true) }),
      service("fail-start", { networkConfiguration: network(false, true) }),
      service("2", { ...traced, networkConfiguration: network(false, false) }),
      service("3", { ...scaled, ...untraced, networkConfiguration: network(false, true) }),
    ],
  },
  {
    type: appRunnerServiceType,
    name: "storefront",
    refersTo: ["scaling", "github"],
    specs: [fromCode("next"), fromCode("main")],
  },
  {
    type: customDomainType,
    name: "domain",
    refersTo: ["public"],
    specs: [{ deletionPolicy, serviceRef: { name: "public" }, domainName: "shop.acme.dev" }],
  },
  {
    type: vpcIngressConnectionType,
    name: "ingress",
    refersTo: ["private"],
    specs: ["vpce-1", "vpce-2"].map((vpcEndpointId) => ({
      deletionPolicy,
      serviceRef: { name: "private" },
      ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId },
    })),
  },
];

export function objectOf(world: World, { type, name }: Member): ManagedResource | undefined {
  return world.getKind(type, name);
}

/** Puts that spec in place, of a new object where there is none. */
export async function declare(world: World, { type, name }: Member, spec: JsonObject): Promise<void> {
  if (world.getKind(type, name) === undefined) {
    world.applyKind(type, name, spec);
    return;
  }
  const body = [{ op: "replace", path: "/spec", value: spec }] as const;
  await world.kube.patch(type, { namespace: "default", name }, { type: "json", body });
}

/** Does what people do in consoles: makes DNS records, completes handshakes. */
export function doAsPeopleDo(world: World): void {
  const { admin } = world.emulator;
  for (const { name, records } of admin.domains()) {
    if (records.some(({ status }) => status === "PENDING_VALIDATION")) admin.validateDomain(name, "SUCCESS");
  }
  for (const { arn, type, status, isDeleted } of admin.configurations()) {
    if (type === "connection" && !isDeleted && status === "PENDING_HANDSHAKE") admin.setConnection(arn, "AVAILABLE");
  }
}
