import { createHash } from "node:crypto";
import type { JsonObject } from "../../../base/json.ts";
import { compareVersions } from "../kinds/compare-versions.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";

/** A version of a group, with the kinds that it serves, by plural. */
export interface ServedVersion {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly Kind[];
}

/** The served versions, groups in the order of the alphabet, the preferred version of each first. */
export function servedVersions(kinds: readonly Kind[]): ServedVersion[] {
  const versions = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const list = versions.get(apiVersionOf(kind)) ?? [];
    list.push(kind);
    versions.set(apiVersionOf(kind), list);
  }
  return [...versions.values()]
    .flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [{ group: first.group, version: first.version, kinds: [first, ...rest].toSorted(byPlural) }],
    )
    .toSorted((left, right) => compare(left.group, right.group) || compareVersions(left.version, right.version));
}

function byPlural(left: Kind, right: Kind): number {
  return compare(left.names.plural, right.names.plural);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One entry of an APIResourceList, and those of its subresources. */
export function resourceEntries(kind: Kind): JsonObject[] {
  const { plural, singular } = kind.names;
  const shared = { namespaced: kind.namespaced, kind: kind.names.kind };
  const own: JsonObject = {
    name: plural,
    singularName: singular,
    ...shared,
    verbs: kind.verbs,
    ...moreNames(kind),
    ...(kind.verbs.includes("get") ? { storageVersionHash: storageVersionHash(kind) } : {}),
  };
  const entries = subresources(kind).map(({ name, verbs }): JsonObject => {
    return { name: `${plural}/${name}`, singularName: "", ...shared, verbs };
  });
  return [own, ...entries];
}

/** One entry of the aggregated discovery. */
export function aggregatedEntry(kind: Kind): JsonObject {
  const { plural, singular } = kind.names;
  // Kinds that the server was built with are named without their version.
  const version = kind.rules.isCustom ? kind.version : "";
  const responseKind = { group: kind.rules.isCustom ? kind.group : "", version, kind: kind.names.kind };
  const below = subresources(kind).map(({ name, verbs }) => ({ subresource: name, responseKind, verbs }));
  return {
    resource: plural,
    responseKind,
    scope: kind.namespaced ? "Namespaced" : "Cluster",
    singularResource: singular,
    verbs: kind.verbs,
    ...moreNames(kind),
    ...(below.length === 0 ? {} : { subresources: below }),
  };
}

function moreNames({ names: { shortNames, categories } }: Kind): JsonObject {
  return {
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

function subresources(kind: Kind): readonly { readonly name: string; readonly verbs: readonly string[] }[] {
  return [
    ...(kind.resource === "namespaces" ? [{ name: "finalize", verbs: ["update"] }] : []),
    ...(kind.hasStatus ? [{ name: "status", verbs: ["get", "patch", "update"] }] : []),
  ];
}

/** Tells clients when objects have come to be kept in another version: the first bytes of a SHA-256 over that. */
function storageVersionHash({ group, resource, storageVersion, names }: Kind): string {
  // Both groups of events keep them as those of the core group.
  const storageGroup = resource === "events" ? "" : group;
  const digest = createHash("sha256").update(`${storageGroup}/${storageVersion}/${names.kind}`).digest();
  return digest.subarray(0, 8).toString("base64");
}
