import { createHash } from "node:crypto";
import { builtInId } from "../state/built-in-configurations.ts";
import type { RegionState } from "../state/region-state.ts";

export interface VersionedResource {
  readonly arn: string;
  readonly name: string;
  readonly revision: number;
}

/** The built-in `DefaultConfiguration` of a region, revision 1. */
export function builtIn(
  type: "autoscalingconfiguration" | "observabilityconfiguration",
  region: RegionState,
): VersionedResource {
  const name = "DefaultConfiguration";
  return { arn: region.arnOf(`${type}/${name}/1/${builtInId}`), name, revision: 1 };
}

/**
 * What an ARN that may stop at the name or at the revision stands for; undefined when it is none of this type, account
 * and region. A well-formed ARN of a resource that the emulator does not keep counts as existing: the name alone is its
 * revision 1, and an id that the ARN leaves out is always the same one.
 */
export function resolveRevisioned(
  type: "autoscalingconfiguration" | "observabilityconfiguration",
  arn: string,
  region: RegionState,
): VersionedResource | undefined {
  const prefix = region.arnOf(`${type}/`);
  if (!arn.startsWith(prefix)) return undefined;
  const [, name, revisionText = "1", id] =
    /^([A-Za-z0-9][A-Za-z0-9\-_]{3,31})(?:\/([1-9]\d{0,8})(?:\/([0-9a-f]{32}))?)?$/.exec(arn.slice(prefix.length)) ??
    [];
  if (name === undefined) return undefined;
  const known = builtIn(type, region);
  if (name === known.name) {
    return revisionText === "1" && (id === undefined || id === builtInId) ? known : undefined;
  }
  const resource = `${type}/${name}/${revisionText}`;
  const resolvedId = id ?? createHash("sha256").update(region.arnOf(resource)).digest("hex").slice(0, 32);
  return { arn: region.arnOf(`${resource}/${resolvedId}`), name, revision: Number(revisionText) };
}

/** Whether an ARN is that of a VPC connector here: name, revision and id, all given. */
export function isVpcConnectorArn(arn: string, region: RegionState): boolean {
  const prefix = region.arnOf("vpcconnector/");
  return (
    arn.startsWith(prefix) && /^[A-Za-z0-9][A-Za-z0-9\-_]{3,39}\/[1-9]\d*\/[0-9a-f]{32}$/.test(arn.slice(prefix.length))
  );
}

/** Whether an ARN is that of a connection to a source provider here. */
export function isConnectionArn(arn: string, region: RegionState): boolean {
  const prefix = region.arnOf("connection/");
  return arn.startsWith(prefix) && /^[A-Za-z0-9][A-Za-z0-9\-_]{3,31}\/[0-9a-f]{32}$/.test(arn.slice(prefix.length));
}
