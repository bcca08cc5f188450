import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { connectionType } from "../../src/api/connection.ts";
import { vpcConnectorType } from "../../src/api/vpc-connector.ts";
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
