import type { JsonObject } from "../../../src/base/json.ts";
import { foreignGroup } from "./definition.ts";

const object = (kind: string, name: string, rest: JsonObject): JsonObject => ({
  apiVersion: `${foreignGroup}/v1`,
  kind,
  metadata: { name },
  ...rest,
});

/** A widget that is valid unless `spec` says otherwise. */
export function widget(name: string, spec: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  return object("Widget", name, { spec: { size: 3, ...spec }, ...rest });
}

/** A ledger with that spec. */
export function ledger(name: string, spec: JsonObject): JsonObject {
  return object("Ledger", name, { spec });
}

/** A rulebook that obeys its rules unless `spec` says otherwise. */
export function rulebook(name: string, spec: JsonObject = {}): JsonObject {
  return object("Rulebook", name, { spec: { low: 1, high: 9, ...spec } });
}

/** An object of the kind without a schema. */
export function registry(name: string, rest: JsonObject): JsonObject {
  return object("Registry", name, rest);
}
