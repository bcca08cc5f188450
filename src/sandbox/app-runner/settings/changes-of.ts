import type { Json } from "../../../base/json.ts";
import { isJsonObject } from "../../../base/json.ts";
import { parseInput } from "../constraints/parse-input.ts";
import { structure } from "../constraints/shape.ts";
import type { Infer, Members, StructureShape } from "../constraints/shape.ts";
import { invalidRequest } from "../wire/fault.ts";

/**
 * Some members of `shape`, each a `what`, as somebody gave them. Other than App Runner, it takes no name that it does not
 * know: the slip would look like a knob that does nothing.
 * @throws {Fault} for a name or a value that `shape` does not have.
 */
export function changesOf<Required extends Members>(
  what: "switch" | "duration",
  shape: StructureShape<Required, Record<never, never>>,
  given: Json,
): Infer<StructureShape<Record<never, never>, Required>> {
  const names = Object.keys(shape.required);
  const unknown = Object.keys(isJsonObject(given) ? given : {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalidRequest(`there is no ${what} ${unknown}; there are ${names.join(", ")}`);
  return parseInput(structure({}, shape.required), given);
}
