import type { UpdateBlock } from "../../api/app-runner-service.ts";
import type { Place } from "../../aws/port.ts";
import type { Json } from "../../base/json.ts";

/** One setting of a service that is compared and sent on its own terms. A map of variables or secrets is one leaf. */
export interface Leaf {
  /** Its path below `spec`, such as `instanceConfiguration.cpu`; the API's member names in camelCase. */
  readonly path: string;
  /** The member of UpdateService that carries it; undefined when none does, or App Runner refuses its change. */
  readonly block: UpdateBlock | undefined;
  /** What App Runner uses, and shows, when the setting is left out of CreateService; undefined: nothing fixed. */
  readonly fallback: Json | undefined;
  /** Whether the API model marks its value as sensitive, so that it must not be shown anywhere. */
  readonly sensitive: boolean;
  /** The form in which App Runner reads the value back. */
  readonly normalise?: (value: Json) => Json;
  /** Whether what App Runner shows satisfies what is wanted, where that is more than equality. */
  readonly satisfies?: (wanted: Json, live: Json, place: Place) => boolean;
}

/** Values of leaves by path. An absent path has no value. */
export type LeafValues = ReadonlyMap<string, Json>;
