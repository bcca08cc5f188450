import type { CustomDomainSpec } from "./custom-domain/spec.ts";
import type { CustomDomainStatus } from "./custom-domain/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const customDomainType = {
  group,
  version,
  plural: "customdomains",
  kind: "CustomDomain",
  namespaced: true,
} as const;

/** A CustomDomain as the API server returns it. */
export type CustomDomain = KindObject<typeof customDomainType.kind, CustomDomainSpec, CustomDomainStatus>;
