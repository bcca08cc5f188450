import { isJsonObject } from "../../../base/json.ts";
import type { Json } from "../../../base/json.ts";
import { unreachable } from "../../../base/unreachable.ts";
import type { Shape, StringShape } from "./shape.ts";

/**
 * What is wrong with a decoded value, one sentence for each constraint, in the words of the AWS front end. Paths are in
 * camelCase, list members count from 1, sensitive values and the keys of maps are left out.
 */
export function violations(shape: Shape, value: Json, path = ""): readonly string[] {
  switch (shape.type) {
    case "string":
      return stringConstraints(shape, value).map((constraint) => violation(value, path, constraint, shape.sensitive));
    case "enum":
      return typeof value === "string" && !shape.values.includes(value)
        ? [violation(value, path, `Member must satisfy enum value set: [${shape.values.join(", ")}]`)]
        : [];
    case "integer":
      return integerConstraints(shape, value).map((constraint) => violation(value, path, constraint));
    case "boolean":
      return [];
    case "list":
      return asList(value).flatMap((member, index) => {
        const at = `${path}.${index + 1}.member`;
        return member === null ? [missing(at)] : violations(shape.member, member, at);
      });
    case "map":
      return Object.entries(asObject(value)).flatMap(([key, member]) => mapViolations(shape, key, member, path));
    case "structure": {
      const members = asObject(value);
      return Object.entries({ ...shape.required, ...shape.optional }).flatMap(([name, memberShape]) => {
        const at = path === "" ? camelCase(name) : `${path}.${camelCase(name)}`;
        const member = members[name];
        if (member === undefined) return Object.hasOwn(shape.required, name) ? [missing(at)] : [];
        return violations(memberShape, member, at);
      });
    }
    default:
      return unreachable(shape);
  }
}

function mapViolations(
  shape: { readonly key: StringShape; readonly value: Shape },
  key: string,
  value: Json | undefined,
  path: string,
): readonly string[] {
  const found: string[] = [];
  const wrongKey = stringConstraints(shape.key, key);
  if (wrongKey.length > 0)
    found.push(`Value at '${path}' failed to satisfy constraint: ${mapConstraint("keys", wrongKey)}`);
  if (value === undefined || value === null) {
    found.push(
      `Value at '${path}' failed to satisfy constraint: ${mapConstraint("value", ["Member must not be null"])}`,
    );
  } else if (shape.value.type === "string") {
    const wrongValue = stringConstraints(shape.value, value);
    if (wrongValue.length > 0) {
      found.push(`Value at '${path}' failed to satisfy constraint: ${mapConstraint("value", wrongValue)}`);
    }
  } else {
    found.push(...violations(shape.value, value, `${path}.member`));
  }
  return found;
}

function mapConstraint(part: "keys" | "value", constraints: readonly string[]): string {
  return `Map ${part} must satisfy constraint: [${constraints.join(", ")}]`;
}

function stringConstraints(shape: StringShape, value: Json): readonly string[] {
  if (typeof value !== "string") return [];
  const found: string[] = [];
  if (shape.matches !== undefined && !shape.matches.test(value)) {
    found.push(`Member must satisfy regular expression pattern: ${shape.pattern ?? ""}`);
  }
  if (shape.maxLength !== undefined && value.length > shape.maxLength) {
    found.push(`Member must have length less than or equal to ${shape.maxLength}`);
  }
  if (shape.minLength !== undefined && value.length < shape.minLength) {
    found.push(`Member must have length greater than or equal to ${shape.minLength}`);
  }
  return found;
}

function integerConstraints(shape: { readonly min?: number; readonly max?: number }, value: Json): readonly string[] {
  if (typeof value !== "number") return [];
  const found: string[] = [];
  if (shape.max !== undefined && value > shape.max)
    found.push(`Member must have value less than or equal to ${shape.max}`);
  if (shape.min !== undefined && value < shape.min) {
    found.push(`Member must have value greater than or equal to ${shape.min}`);
  }
  return found;
}

function violation(value: Json, path: string, constraint: string, sensitive?: true): string {
  const shown = sensitive === undefined ? ` '${String(value)}'` : "";
  return `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function missing(path: string): string {
  return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function asList(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function asObject(value: Json): { readonly [name: string]: Json | undefined } {
  return isJsonObject(value) ? value : {};
}
