import { isJsonObject, type Json, type JsonObject } from "../../base/json.ts";
import type { Leaf, LeafValues } from "./leaf.ts";
import { leaves } from "./leaves.ts";

/** Reads every leaf that `spec`, a service's spec, has a value for, in normal form. */
export function leavesOfSpec(spec: JsonObject): LeafValues {
  return read((leaf) => at(spec, leaf.path.split(".")));
}

/** Reads every leaf that an answer of DescribeService has a value for, in normal form; members are in PascalCase. */
export function leavesOfService(service: JsonObject): LeafValues {
  const summary = service["AutoScalingConfigurationSummary"];
  const flat: JsonObject = {
    ...service,
    AutoScalingConfigurationArn: isJsonObject(summary) ? summary["AutoScalingConfigurationArn"] : undefined,
  };
  return read((leaf) => at(flat, leaf.path.split(".").map(pascalCase)));
}

/** The API's object for the values: nested, members in PascalCase. The inverse of `leavesOfService`. */
export function toApiInput(values: LeafValues): JsonObject {
  const root: Record<string, Json> = {};
  const objects = new Map([["", root]]);
  const objectAt = (path: string): Record<string, Json> => {
    const known = objects.get(path);
    if (known !== undefined) return known;
    const created: Record<string, Json> = {};
    objects.set(path, created);
    const { parent, member } = split(path);
    objectAt(parent)[pascalCase(member)] = created;
    return created;
  };
  for (const [path, value] of values) {
    const { parent, member } = split(path);
    objectAt(parent)[pascalCase(member)] = value;
  }
  return root;
}

function split(path: string): { readonly parent: string; readonly member: string } {
  const dot = path.lastIndexOf(".");
  return { parent: path.slice(0, Math.max(0, dot)), member: path.slice(dot + 1) };
}

function read(valueOf: (leaf: Leaf) => Json | undefined): LeafValues {
  const values = new Map<string, Json>();
  for (const leaf of leaves) {
    const value = valueOf(leaf);
    if (value !== undefined && value !== null) values.set(leaf.path, leaf.normalise?.(value) ?? value);
  }
  return values;
}

function at(object: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const member of path) value = isJsonObject(value) ? value[member] : undefined;
  return value;
}

function pascalCase(member: string): string {
  return member.charAt(0).toUpperCase() + member.slice(1);
}
