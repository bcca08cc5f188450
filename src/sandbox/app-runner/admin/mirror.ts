import type { ConfigurationRecord } from "../state/configuration-record.ts";
import type { IngressRecord } from "../state/ingress-record.ts";
import type { RegionState } from "../state/region-state.ts";
import type { ServiceRecord } from "../state/service-record.ts";

/** Everything that an account has in a region, oldest first. */
export interface MirroredRegion {
  readonly services: readonly ServiceRecord[];
  /** With App Runner's own `DefaultConfiguration`s. */
  readonly configurations: readonly ConfigurationRecord[];
  readonly ingresses: readonly IngressRecord[];
  /** Undefined: App Runner's own. */
  readonly defaultAutoScalingArn: string | undefined;
}

/** Puts the content in the place of what the region has. */
export function mirrorInto(region: RegionState, content: MirroredRegion): void {
  region.services.splice(0, Infinity, ...content.services);
  region.configurations.splice(0, Infinity, ...content.configurations);
  region.ingresses.splice(0, Infinity, ...content.ingresses);
  region.defaultAutoScalingArn = content.defaultAutoScalingArn ?? region.defaultAutoScalingArn;
}
