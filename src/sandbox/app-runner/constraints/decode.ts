import { isJsonObject } from "../../../base/json.ts";
import type { Json } from "../../../base/json.ts";
import { unreachable } from "../../../base/unreachable.ts";
import { serialization } from "../wire/fault.ts";
import type { Fault } from "../wire/fault.ts";
import type { Shape } from "./shape.ts";

/**
 * `raw` with the types of `shape`: unknown members and null members are dropped, null stays null in lists and maps.
 * Constraints are not looked at.
 * @throws {Fault} SerializationException when a type is another one than the shape's.
 */
export function decode(shape: Shape, raw: Json): Json {
  switch (shape.type) {
    case "string":
    case "enum":
      if (typeof raw !== "string") throw mismatch(raw, "a String");
      return raw;
    case "integer":
      if (typeof raw !== "number" || !Number.isInteger(raw)) throw mismatch(raw, "an Integer");
      return raw;
    case "boolean":
      if (typeof raw !== "boolean") throw mismatch(raw, "a Boolean");
      return raw;
    case "list":
      if (!Array.isArray(raw)) throw mismatch(raw, "a List");
      return raw.map((member: Json) => (member === null ? null : decode(shape.member, member)));
    case "map":
      if (!isJsonObject(raw)) throw mismatch(raw, "a Map");
      return Object.fromEntries(
        Object.entries(raw).map(([key, value]) => [
          key,
          value === undefined || value === null ? null : decode(shape.value, value),
        ]),
      );
    case "structure":
      if (!isJsonObject(raw)) throw mismatch(raw, "a Structure");
      return Object.fromEntries(
        Object.entries({ ...shape.required, ...shape.optional }).flatMap(([name, member]) => {
          const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
          return value === undefined || value === null ? [] : [[name, decode(member, value)]];
        }),
      );
    default:
      return unreachable(shape);
  }
}

function mismatch(raw: Json, wanted: string): Fault {
  return serialization(`${tokenName(raw)} can not be converted to ${wanted}`);
}

function tokenName(raw: Json): string {
  if (typeof raw === "string") return "STRING_VALUE";
  if (typeof raw === "number") return Number.isInteger(raw) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  if (typeof raw === "boolean") return raw ? "TRUE_VALUE" : "FALSE_VALUE";
  return Array.isArray(raw) ? "START_ARRAY" : "START_OBJECT";
}
