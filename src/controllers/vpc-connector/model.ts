import type { VpcConnector as LiveConnector } from "@aws-sdk/client-apprunner";
import { type VpcConnector, vpcConnectorType } from "../../api/vpc-connector.ts";
import type { Json } from "../../base/json.ts";
import { listPages } from "../../aws/list-pages.ts";
import type { VersionedModel, Search, Settings, Version } from "../versioned/model.ts";

/** VpcConnector: immutable, so that a change is another connector under another name. */
export const vpcConnectorModel: VersionedModel<VpcConnector> = {
  type: vpcConnectorType,
  noun: "VPC connector",
  effectiveName: ({ spec, metadata }) => spec.vpcConnectorName ?? metadata.name,
  specSettings: ({ spec }) =>
    new Map(
      Object.entries({ subnets: spec.subnets, securityGroups: spec.securityGroups }).flatMap(
        ([name, ids]): [string, Json][] => (ids === undefined ? [] : [[name, ids.toSorted()]]),
      ),
    ),
  // Without security groups App Runner takes the VPC's default one, which is read back.
  defaults: new Map(),
  onChange: "new name",
  list: listConnectors,
  createCall: ({ name, settings, tags }) => {
    const securityGroups = idsOf(settings, "securityGroups");
    return {
      operation: "CreateVpcConnector",
      input: {
        VpcConnectorName: name,
        Subnets: idsOf(settings, "subnets"),
        ...(securityGroups.length === 0 ? {} : { SecurityGroups: securityGroups }),
        Tags: [...tags],
      },
    };
  },
  createdVersion: (answer: { readonly VpcConnector?: LiveConnector }) =>
    answer.VpcConnector === undefined ? undefined : versionOf(answer.VpcConnector),
  deleteCall: (arn) => ({ operation: "DeleteVpcConnector", input: { VpcConnectorArn: arn } }),
  health: () => ({ reason: "Available", message: "the connector is active" }),
  factNames: ["vpcConnectorName", "connectorStatus", "subnets", "securityGroups"],
  usedBy: ({ vpcConnectorArn }) => vpcConnectorArn,
};

function idsOf(settings: Settings, name: string): string[] {
  const value = settings.get(name);
  return Array.isArray(value) ? value.filter((id: Json) => typeof id === "string") : [];
}

/** Those of the name, and those that took the place of an earlier one under a name that begins like it. */
async function listConnectors({ port, name, signal }: Search): Promise<readonly Version[]> {
  const pages = await listPages(port, "ListVpcConnectors", {}, signal);
  const begin = `${name.slice(0, 31)}-`;
  return pages
    .flatMap((page) => page.VpcConnectors ?? [])
    .filter(({ Status }) => Status?.toUpperCase() === "ACTIVE")
    .filter(({ VpcConnectorName: listed = "" }) => {
      const isReplacement = listed.startsWith(begin) && /^[0-9a-f]{8}$/.test(listed.slice(begin.length));
      return listed === name || isReplacement;
    })
    .toSorted((left, right) => (right.CreatedAt?.getTime() ?? 0) - (left.CreatedAt?.getTime() ?? 0))
    .map(versionOf);
}

function versionOf(live: LiveConnector): Version {
  const subnets = (live.Subnets ?? []).toSorted();
  const securityGroups = (live.SecurityGroups ?? []).toSorted();
  return {
    arn: live.VpcConnectorArn ?? "",
    name: live.VpcConnectorName ?? "",
    settings: new Map([
      ["subnets", subnets],
      ["securityGroups", securityGroups],
    ]),
    isInUse: undefined,
    usedBy: [],
    isDefault: false,
    facts: {
      vpcConnectorName: live.VpcConnectorName ?? "",
      connectorStatus: live.Status ?? "",
      subnets,
      securityGroups,
    },
  };
}
