import type { ObservabilityConfigurationSpec } from "./observability-configuration/spec.ts";
import type { ObservabilityConfigurationStatus } from "./observability-configuration/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const observabilityConfigurationType = {
  group,
  version,
  plural: "observabilityconfigurations",
  kind: "ObservabilityConfiguration",
  namespaced: true,
} as const;

/** An ObservabilityConfiguration as the API server returns it. */
export type ObservabilityConfiguration = KindObject<
  typeof observabilityConfigurationType.kind,
  ObservabilityConfigurationSpec,
  ObservabilityConfigurationStatus
>;
