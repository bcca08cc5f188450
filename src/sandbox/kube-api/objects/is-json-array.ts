import type { Json } from "../../../base/json.ts";

/** Whether `value` is a JSON array; unlike Array.isArray it says what the items are. */
export function isJsonArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}
