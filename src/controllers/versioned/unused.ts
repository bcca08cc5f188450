import type { ObservedVersion, VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { namesOf, usedArns } from "./users.ts";
import type { OwnVersion } from "./versions.ts";

/**
 * The first of these that the operator made and that nobody uses any more, as far as can be known: App Runner has the last
 * word.
 */
export function findUnused<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  versions: readonly OwnVersion[],
): ObservedVersion | undefined {
  const used = usedArns(input.related.users);
  const isUnused = ({ isInUse, isDefault, arn }: ObservedVersion): boolean =>
    isInUse !== true && !isDefault && !used.has(arn);
  return versions.find(({ version, origin }) => origin === "created" && isUnused(version))?.version;
}

/** Who uses each of the versions, for people. */
export function usersText<Resource extends VersionedResource>(
  { model, related }: PlanInput<Resource>,
  versions: readonly OwnVersion[],
): string {
  return versions
    .map(({ version }) => {
      const users = related.users.filter(({ status = {} }) => model.usedBy?.(status) === version.arn);
      return `${version.arn}: ${users.length === 0 ? "others" : namesOf(users)}`;
    })
    .join("; ");
}
