import type { AutoScalingConfigurationSpec } from "./auto-scaling-configuration/spec.ts";
import type { AutoScalingConfigurationStatus } from "./auto-scaling-configuration/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const autoScalingConfigurationType = {
  group,
  version,
  plural: "autoscalingconfigurations",
  kind: "AutoScalingConfiguration",
  namespaced: true,
} as const;

/** An AutoScalingConfiguration as the API server returns it. */
export type AutoScalingConfiguration = KindObject<
  typeof autoScalingConfigurationType.kind,
  AutoScalingConfigurationSpec,
  AutoScalingConfigurationStatus
>;
