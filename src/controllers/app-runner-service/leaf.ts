import type { Place } from "../../aws/port.ts";
import type { Json } from "../../base/json.ts";

/** The top-level members of UpdateService's input: what is sent, is sent as a whole. */
export type UpdateBlock =
  | "SourceConfiguration"
  | "InstanceConfiguration"
  | "AutoScalingConfigurationArn"
  | "HealthCheckConfiguration"
  | "NetworkConfiguration"
  | "ObservabilityConfiguration";

/** One setting of a service that is compared and sent on its own terms. A map of variables or secrets is one leaf. */
export interface Leaf {
  /** Its path below `spec`, such as `instanceConfiguration.cpu`; the API's member names in camelCase. */
  readonly path: string;
  /** The member of UpdateService that carries it; `immutable` when UpdateService has none. */
  readonly block: UpdateBlock | "immutable";
  /** What App Runner uses when the setting is left out of CreateService; absent: nothing. */
  readonly fallback?: Json;
  /** Whether the API model marks its value as sensitive, so that it must not be shown anywhere. */
  readonly sensitive?: true;
  /** The form in which App Runner reads the value back. */
  readonly normalise?: (value: Json) => Json;
  /** Whether what App Runner shows satisfies what is wanted, where that is more than equality. */
  readonly satisfies?: (wanted: Json, live: Json, place: Place) => boolean;
}

/** Values of leaves by path. An absent path has no value. */
export type LeafValues = ReadonlyMap<string, Json>;
