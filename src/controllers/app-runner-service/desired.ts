import type { Json } from "../../base/json.ts";
import { hashOf } from "../../base/hash.ts";
import { appRunnerDefault, type DefaultsContext } from "./app-runner-default.ts";
import type { LeafValues } from "./leaf.ts";
import { leaves } from "./leaves.ts";
import { isDropped } from "./meaningless.ts";

/** What a service is to be configured as. */
export interface DesiredConfiguration {
  /** Every setting of the service: what the manifest decides, over what is live. */
  readonly complete: LeafValues;
  /** The settings that the manifest decides: those it names, and those it named before, at App Runner's default. */
  readonly decided: LeafValues;
  /** Equal for equal decisions. Live settings that the manifest never named are no part of it. */
  readonly hash: string;
}

/** App Runner takes no role away from a service. */
const irremovable = "instanceConfiguration.instanceRoleArn";

/**
 * Lays the manifest's settings over the live ones. A setting that was applied earlier and is named no more goes back to
 * App Runner's default; one that was never applied stays as it is live.
 *
 * @param spec the leaves that the manifest names.
 * @param live the leaves of the service as it is; undefined when there is none yet.
 * @param appliedPaths the paths that the manifest named when it was applied last.
 */
export function desiredConfiguration(
  spec: LeafValues,
  live: LeafValues | undefined,
  appliedPaths: ReadonlySet<string>,
  context: DefaultsContext,
): DesiredConfiguration {
  const decided = new Map<string, Json>();
  const complete = new Map<string, Json>();
  for (const leaf of leaves) {
    const wanted = spec.get(leaf.path);
    const isReset =
      wanted === undefined && live !== undefined && appliedPaths.has(leaf.path) && leaf.path !== irremovable;
    const decision = isReset ? (appRunnerDefault(leaf, spec, context) ?? null) : wanted;
    if (decision !== undefined) decided.set(leaf.path, decision);
    const value = decision === undefined ? live?.get(leaf.path) : decision;
    if (value !== undefined && value !== null) complete.set(leaf.path, value);
  }
  const sort = ["codeRepository", "imageRepository"].find((source) => names(decided, source));
  for (const path of [...complete.keys()]) {
    if (isDropped(path, complete) || isOfOtherSource(path, sort)) complete.delete(path);
  }
  return { complete, decided, hash: hashOf([...decided]) };
}

function names(values: LeafValues, source: string): boolean {
  return [...values.keys()].some((path) => path.startsWith(`sourceConfiguration.${source}.`));
}

/** The live settings of an image are none of those of source code, and the other way round. */
function isOfOtherSource(path: string, source: string | undefined): boolean {
  const [block, sort] = path.split(".");
  return (
    block === "sourceConfiguration" && source !== undefined && sort?.endsWith("Repository") === true && sort !== source
  );
}
