import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { connectionType } from "../../src/api/connection.ts";
import { vpcConnectorType } from "../../src/api/vpc-connector.ts";
import { vpcIngressConnectionType } from "../../src/api/vpc-ingress-connection.ts";
import {
  applyIngress,
  ingress,
  ingressOf,
  ingressSpec,
  makeServiceAnew,
  privateService,
  privateSpec,
} from "./ingress-world.ts";
import { imageSpec, type Scenario, shop } from "./scenarios.ts";
import type { World } from "./world.ts";

const scaling = "shared-scaling";
const connector = "private";
const scaled = imageSpec("1", { autoScalingConfigurationRef: { name: scaling } });
const networkConfiguration = {
  egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: connector } },
};

async function scaledService(world: World): Promise<void> {
  world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50, tags: [{ key: "team", value: "a" }] });
  world.apply(shop, scaled);
  await world.until(shop, "Running");
}

/** What is of this operator and deleted. */
const isSuperseded = ({ isDeleted, tags }: { readonly isDeleted: boolean; readonly tags: object }): boolean =>
  isDeleted && Object.keys(tags).length > 0;

const isGone = (world: World): boolean =>
  world.getKind(autoScalingConfigurationType, scaling) === undefined && world.get(shop) === undefined;

/** The life of what services refer to, one change each. */
export const configurationScenarios: readonly Scenario[] = [
  {
    name: "a service and what it refers to",
    given: async () => undefined,
    when: async (world) => {
      world.apply(shop, scaled);
      world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    },
    until: (world) => world.until(shop, "Running"),
  },
  {
    name: "a new revision",
    given: scaledService,
    when: (world) => world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60 } }),
    until: async (world) => {
      await world.untilTrue("the service has it", () => hasRevision(world, 2));
      await world.until(shop, "Running");
      await world.untilKind(autoScalingConfigurationType, scaling, "Available");
      await world.untilTrue("the earlier one is gone", () => world.emulator.admin.configurations().some(isSuperseded));
    },
  },
  {
    name: "the account's default that is handed back with a new revision",
    given: async (world) => {
      world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50, default: true });
      await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    },
    when: (world) =>
      world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60, default: null } }),
    until: async (world) => {
      await world.untilKind(autoScalingConfigurationType, scaling, "Available");
      // App Runner deletes no default.
      await world.untilTrue("the earlier one is gone", () => world.emulator.admin.configurations().some(isSuperseded));
    },
  },
  {
    name: "a connector that is replaced",
    given: async (world) => {
      world.applyKind(vpcConnectorType, connector, { subnets: ["subnet-1"], securityGroups: ["sg-1"] });
      world.apply(shop, imageSpec("1", { networkConfiguration }));
      await world.until(shop, "Running");
    },
    when: (world) => world.editKind(vpcConnectorType, connector, { spec: { securityGroups: null } }),
    until: async (world) => {
      const isReplaced = (): boolean => !world.get(shop)?.status?.vpcConnectorArn?.includes(`/${connector}/`);
      await world.untilTrue("the service has the other one", isReplaced);
      await world.until(shop, "Running");
      await world.untilKind(vpcConnectorType, connector, "Available");
      await world.untilTrue("the earlier one is gone", () => world.emulator.admin.configurations().some(isSuperseded));
    },
  },
  {
    name: "a connection",
    given: async () => undefined,
    when: async (world) => void world.applyKind(connectionType, "github", { providerType: "GITHUB" }),
    until: (world) => world.untilKind(connectionType, "github", "WaitingForHandshake"),
  },
  {
    name: "a VPC ingress connection",
    given: async (world) => {
      world.apply(shop, privateSpec);
      await world.until(shop, "Running");
    },
    when: async (world) => applyIngress(world, ingressSpec("vpce-1", { tags: [{ key: "team", value: "a" }] })),
    until: (world) => world.untilKind(vpcIngressConnectionType, ingress, "Available"),
  },
  {
    name: "another endpoint of a VPC ingress connection",
    given: (world) => privateService(world),
    when: (world) =>
      world.editKind(vpcIngressConnectionType, ingress, {
        spec: { ingressVpcConfiguration: { vpcEndpointId: "vpce-2" } },
      }),
    until: (world) => world.untilKind(vpcIngressConnectionType, ingress, "Available"),
  },
  {
    name: "a VPC ingress connection that is made again for another service",
    given: async (world) => {
      await privateService(world);
      await makeServiceAnew(world);
      await world.untilKind(vpcIngressConnectionType, ingress, "WaitingForReference");
    },
    when: async () => undefined,
    until: async (world) => {
      await world.until(shop, "Running");
      await world.untilTrue(
        "it is of the other service",
        () => ingressOf(world)?.status?.serviceArn?.includes("/shop-2/") === true,
      );
      await world.untilKind(vpcIngressConnectionType, ingress, "Available");
    },
  },
  {
    name: "the deletion of a private service and its VPC ingress connection",
    given: (world) => privateService(world),
    when: async (world) => {
      await world.delete(shop);
      await world.deleteKind(vpcIngressConnectionType, ingress);
    },
    until: (world) =>
      world.untilTrue("both are gone", () => world.get(shop) === undefined && ingressOf(world) === undefined),
  },
  {
    name: "the deletion of a service and what it refers to",
    given: scaledService,
    when: async (world) => {
      await world.deleteKind(autoScalingConfigurationType, scaling);
      await world.delete(shop);
    },
    until: (world) => world.untilTrue("both are gone", () => isGone(world)),
  },
];

function hasRevision(world: World, revision: number): boolean {
  return world.get(shop)?.status?.autoScalingConfigurationArn?.includes(`/${scaling}/${revision}/`) === true;
}
