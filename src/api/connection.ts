import type { ConnectionSpec } from "./connection/spec.ts";
import type { ConnectionStatus } from "./connection/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const connectionType = {
  group,
  version,
  plural: "connections",
  kind: "Connection",
  namespaced: true,
} as const;

/** A Connection as the API server returns it. */
export type Connection = KindObject<typeof connectionType.kind, ConnectionSpec, ConnectionStatus>;
