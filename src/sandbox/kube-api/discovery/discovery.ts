import type { JsonObject } from "../../../base/json.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import { aggregatedEntry, resourceEntries, servedVersions, type ServedVersion } from "./resources.ts";

/** An answer about what the server serves. */
export interface DiscoveryAnswer {
  readonly contentType: string;
  readonly body: JsonObject;
}

const json = "application/json";

/** Answers the paths by which clients find out what there is; undefined for all others. */
export function discover(
  { pathname, host: address }: URL,
  accept: string,
  kinds: readonly Kind[],
): DiscoveryAnswer | undefined {
  const [root, group, version, ...rest] = pathname.split("/").filter((part) => part !== "");
  if (rest.length > 0) return undefined;
  const versions = servedVersions(kinds);
  if (root === "api" && group === undefined) {
    return (
      aggregated(
        accept,
        versions.filter((served) => served.group === ""),
      ) ?? { contentType: json, body: legacyVersions(address) }
    );
  }
  if (root === "apis" && group === undefined) {
    const named = versions.filter((served) => served.group !== "");
    return aggregated(accept, named) ?? { contentType: json, body: groupList(named) };
  }
  if (root === "api" && version === undefined) return resourceList(versions, "", group ?? "");
  if (root !== "apis" || group === undefined) return undefined;
  if (version !== undefined) return resourceList(versions, group, version);
  const own = versions.filter((served) => served.group === group);
  return own.length === 0
    ? undefined
    : { contentType: json, body: { kind: "APIGroup", apiVersion: "v1", ...groupEntry(own) } };
}

function legacyVersions(serverAddress: string): JsonObject {
  return {
    kind: "APIVersions",
    versions: ["v1"],
    serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress }],
  };
}

function resourceList(versions: readonly ServedVersion[], group: string, version: string): DiscoveryAnswer | undefined {
  const served = versions.find((candidate) => candidate.group === group && candidate.version === version);
  if (served === undefined) return undefined;
  const resources = served.kinds.flatMap(resourceEntries);
  const groupVersion = apiVersionOf(served);
  return {
    contentType: json,
    body: { kind: "APIResourceList", ...(group === "" ? {} : { apiVersion: "v1" }), groupVersion, resources },
  };
}

function groupList(versions: readonly ServedVersion[]): JsonObject {
  const groups = [...new Set(versions.map(({ group }) => group))];
  return {
    kind: "APIGroupList",
    apiVersion: "v1",
    groups: groups.map((group) => groupEntry(versions.filter((served) => served.group === group))),
  };
}

function groupEntry(versions: readonly ServedVersion[]): JsonObject {
  const entries = versions.map((served) => ({ groupVersion: apiVersionOf(served), version: served.version }));
  return { name: versions[0]?.group ?? "", versions: entries, preferredVersion: entries[0] ?? {} };
}

/** Everything in one answer, if the client takes that. */
function aggregated(accept: string, versions: readonly ServedVersion[]): DiscoveryAnswer | undefined {
  if (!/application\/json;g=apidiscovery\.k8s\.io;v=v2;as=APIGroupDiscoveryList/.test(accept)) return undefined;
  const groups = [...new Set(versions.map(({ group }) => group))];
  return {
    contentType: `application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList`,
    body: {
      kind: "APIGroupDiscoveryList",
      apiVersion: `apidiscovery.k8s.io/v2`,
      metadata: {},
      items: groups.map((group) => ({
        metadata: group === "" ? {} : { name: group },
        versions: versions
          .filter((served) => served.group === group)
          .map(({ version, kinds }) => ({ version, resources: kinds.map(aggregatedEntry), freshness: "Current" })),
      })),
    },
  };
}
