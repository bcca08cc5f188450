import type { Json, JsonObject } from "../../../base/json.ts";

/** Whether two JSON values are equal; the order of members does not count, an undefined member is absent. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item: Json, index) => equalJson(item, (right as readonly Json[])[index]))
    );
  }
  if (Array.isArray(right)) return false;
  return equalMembers(left as JsonObject, right as JsonObject);
}

function equalMembers(left: JsonObject, right: JsonObject): boolean {
  for (const member in left) {
    if (left[member] !== undefined && !equalJson(left[member], right[member])) return false;
  }
  for (const member in right) {
    if (right[member] !== undefined && left[member] === undefined) return false;
  }
  return true;
}
