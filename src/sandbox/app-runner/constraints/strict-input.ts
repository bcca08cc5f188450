import { isJsonObject, type Json } from "../../../base/json.ts";
import { unreachable } from "../../../base/unreachable.ts";
import { invalidRequest } from "../wire/fault.ts";
import { parseInput } from "./parse-input.ts";
import type { Infer, Shape, StructureShape } from "./shape.ts";

/**
 * Input that is not App Runner's, but the emulator's own, for people. Other than App Runner, it takes no name that it does
 * not know, since a slip would look like something that has no effect; and it says which value has a wrong type.
 * @param noun what the names of the structure stand for.
 * @throws {Fault} for a name or a value that the shape does not have.
 */
export function strictInput<Input extends StructureShape>(
  noun: "field" | "switch" | "duration",
  shape: Input,
  given: Json,
): Infer<Input> {
  const problem = problemOf(shape, given, "", noun);
  if (problem !== undefined) throw invalidRequest(problem);
  return parseInput(shape, given);
}

/** @param path of the value, such as `SourceConfiguration.ImageRepository`; empty for the whole. */
function problemOf(shape: Shape, given: Json, path: string, noun: string): string | undefined {
  // As for App Runner, null is as good as nothing.
  if (given === null && path !== "") return undefined;
  const must = (isRight: boolean, be: string): string | undefined =>
    isRight ? undefined : `${path === "" ? "the body" : path} must be ${be}`;
  switch (shape.type) {
    case "string":
    case "enum":
      return must(typeof given === "string", "a text");
    case "integer":
      return must(Number.isInteger(given), "a whole number");
    case "boolean":
      return must(typeof given === "boolean", "true or false");
    case "list":
      if (!Array.isArray(given)) return must(false, "a list");
      return first(given.map((member: Json, index) => [member, `${path}[${index}]`, shape.member]));
    case "map":
      if (!isJsonObject(given)) return must(false, "an object");
      return first(Object.entries(given).map(([key, value]) => [value ?? null, `${path}.${key}`, shape.value]));
    case "structure": {
      if (!isJsonObject(given)) return must(false, "an object");
      const members = { ...shape.required, ...shape.optional };
      const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
      const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined)
        return `there is no ${noun} ${at(unknown)}; there are ${Object.keys(members).join(", ")}`;
      return first(Object.entries(members).map(([name, member]) => [given[name] ?? null, at(name), member]));
    }
    default:
      return unreachable(shape);
  }
}

function first(parts: readonly (readonly [value: Json, path: string, shape: Shape])[]): string | undefined {
  for (const [value, path, shape] of parts) {
    const problem = problemOf(shape, value, path, "field");
    if (problem !== undefined) return problem;
  }
  return undefined;
}
