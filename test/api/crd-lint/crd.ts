import { isJsonObject } from "../../../src/base/json.ts";
import type { Json, JsonObject } from "../../../src/base/json.ts";

/** What one lint rule demands, and how it is broken; a problem names the place. */
export interface LintRule {
  readonly name: string;
  problems(crd: JsonObject): readonly string[];
}

/** The object at `member`, or an empty one. */
export function objectAt(object: JsonObject, ...members: readonly string[]): JsonObject {
  return members.reduce<JsonObject>((at, member) => {
    const value = at[member];
    return isJsonObject(value) ? value : {};
  }, object);
}

/** The text at `member`, or an empty one. */
export function textAt(object: JsonObject, member: string): string {
  const value = object[member];
  return typeof value === "string" ? value : "";
}

/** The strings of the list at `member`. */
export function textsAt(object: JsonObject, member: string): readonly string[] {
  return listAt(object, member).filter((item) => typeof item === "string");
}

/** The objects of the list at `member`. */
export function objectsAt(object: JsonObject, member: string): readonly JsonObject[] {
  return listAt(object, member).filter(isJsonObject);
}

function listAt(object: JsonObject, member: string): readonly Json[] {
  const value: Json | readonly Json[] = object[member] ?? [];
  return isJsonList(value) ? value : [];
}

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The versions of a CRD. */
export function versionsOf(crd: JsonObject): readonly JsonObject[] {
  return objectsAt(objectAt(crd, "spec"), "versions");
}

/** The root schemas of a CRD. */
export function rootSchemasOf(crd: JsonObject): readonly JsonObject[] {
  return versionsOf(crd).map((version) => objectAt(version, "schema", "openAPIV3Schema"));
}
