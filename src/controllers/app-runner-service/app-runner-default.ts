import type { Place } from "../../aws/port.ts";
import type { Json } from "../../base/json.ts";
import type { Leaf, LeafValues } from "./leaf.ts";

/** What some of App Runner's defaults depend on. */
export interface DefaultsContext {
  readonly place: Place;
  /** The second part of an ARN. */
  readonly partition: string;
}

/**
 * What a setting goes back to when the manifest names it no more; undefined: to nothing. Automatic deployment is on by
 * default but for images that App Runner cannot watch: public ones, and those of another account.
 */
export function appRunnerDefault(leaf: Leaf, complete: LeafValues, context: DefaultsContext): Json | undefined {
  if (leaf.path === "autoScalingConfigurationArn") return defaultAutoScalingArn(context);
  if (leaf.path === "sourceConfiguration.autoDeploymentsEnabled") return canWatchSource(complete, context.place);
  return leaf.fallback;
}

/** App Runner's own auto scaling configuration; the ARN may stop at the name. */
function defaultAutoScalingArn({ partition, place }: DefaultsContext): string {
  return `arn:${partition}:apprunner:${place.region}:${place.account}:autoscalingconfiguration/DefaultConfiguration`;
}

function canWatchSource(complete: LeafValues, place: Place): boolean {
  const image = complete.get("sourceConfiguration.imageRepository.imageIdentifier");
  return typeof image !== "string" || image.startsWith(`${place.account}.`);
}
