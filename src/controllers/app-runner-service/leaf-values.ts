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
  const input: Record<string, Json> = {};
  for (const [path, value] of values) {
    const members = path.split(".").map(pascalCase);
    const last = members.pop() ?? path;
    let parent = input;
    for (const member of members) {
      const existing = parent[member];
      const child: Record<string, Json> = isJsonObject(existing) ? (existing as Record<string, Json>) : {};
      parent[member] = child;
      parent = child;
    }
    parent[last] = value;
  }
  return input;
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
