import type { PlanInput } from "./plan-input.ts";

/** App Runner's own auto scaling configuration; the ARN may stop at the name. */
export function defaultAutoScalingArn({ partition, place }: Pick<PlanInput, "partition" | "place">): string {
  return `arn:${partition}:apprunner:${place.region}:${place.account}:autoscalingconfiguration/DefaultConfiguration`;
}
