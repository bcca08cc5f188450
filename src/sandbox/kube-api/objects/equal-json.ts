import type { Json, JsonObject } from "../../../base/json.ts";
import { isJsonArray } from "./is-json-array.ts";

/** Whether two JSON values are equal; the order of members does not count, an undefined member is absent. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (isJsonArray(left)) {
    return (
      isJsonArray(right) && left.length === right.length && left.every((item, index) => equalJson(item, right[index]))
    );
  }
  if (isJsonArray(right)) return false;
  return equalMembers(left, right);
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
