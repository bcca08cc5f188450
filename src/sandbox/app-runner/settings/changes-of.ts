import type { Json } from "../../../base/json.ts";
import { isJsonObject } from "../../../base/json.ts";
import { parseInput } from "../constraints/parse-input.ts";
import type { Infer, StructureShape } from "../constraints/shape.ts";
import { invalidRequest } from "../wire/fault.ts";

/**
 * Knobs, each a `what`, as somebody gave them. Other than App Runner, it takes no name that it does not know: the slip
 * would look like a knob that does nothing.
 * @throws {Fault} for a name or a value that `changes` does not have.
 */
export function changesOf<Changes extends StructureShape>(
  what: "switch" | "duration",
  changes: Changes,
  given: Json,
): Infer<Changes> {
  const names = Object.keys(changes.optional);
  const unknown = Object.keys(isJsonObject(given) ? given : {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalidRequest(`there is no ${what} ${unknown}; there are ${names.join(", ")}`);
  return parseInput(changes, given);
}
