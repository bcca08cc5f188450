import { type Origin, type Ownership, ownershipOf } from "../engine/ownership.ts";
import type { ObservedVersion, VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** A version that is this object's. */
export interface OwnVersion {
  readonly version: ObservedVersion;
  readonly origin: Origin;
  /** Its tags are of the object before it was deleted and made again. */
  readonly isOfEarlierIncarnation: boolean;
}

/** The versions that were found, by whose they are; each the newest first. */
export interface SortedVersions {
  readonly own: readonly OwnVersion[];
  readonly unowned: readonly ObservedVersion[];
  readonly foreign: readonly { readonly version: ObservedVersion; readonly owner: string }[];
  /** What stands where the object's own would have to be. */
  readonly rivals: readonly ObservedVersion[];
  /** The account's default, where that is another name's and the object claims it. */
  readonly otherDefault: { readonly arn: string; readonly owner: string | undefined } | undefined;
}

/** Sorts the versions by owner. A version that is remembered and lost its tags is still this object's. */
export function sortVersions<Resource extends VersionedResource>(input: PlanInput<Resource>): SortedVersions {
  const rivals = input.observation.versions.filter(({ isRival }) => isRival === true);
  const sorted = {
    own: [] as OwnVersion[],
    unowned: [] as ObservedVersion[],
    foreign: [] as { version: ObservedVersion; owner: string }[],
  };
  for (const version of input.observation.versions) {
    if (version.isRival === true || version.isOtherDefault === true) continue;
    const ownership: Ownership = ownershipOf(version.tags, input.owner);
    switch (ownership.state) {
      case "own":
        sorted.own.push({ version, origin: ownership.origin, isOfEarlierIncarnation: false });
        break;
      case "own incarnation":
        sorted.own.push({ version, origin: ownership.origin, isOfEarlierIncarnation: true });
        break;
      case "unowned":
        sorted.unowned.push(version);
        break;
      case "foreign":
        sorted.foreign.push({ version, owner: ownership.owner });
        break;
    }
  }
  return { ...sorted, rivals, otherDefault: otherDefaultOf(input) };
}

function otherDefaultOf<Resource extends VersionedResource>({
  observation,
  owner,
}: PlanInput<Resource>): SortedVersions["otherDefault"] {
  const version = observation.versions.find(({ isOtherDefault }) => isOtherDefault === true);
  if (version === undefined) return undefined;
  const ownership = ownershipOf(version.tags, owner);
  return { arn: version.arn, owner: "owner" in ownership ? ownership.owner : undefined };
}
