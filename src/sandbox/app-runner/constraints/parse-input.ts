import type { Json } from "../../../base/json.ts";
import { invalidRequest } from "../wire/fault.ts";
import { decode } from "./decode.ts";
import type { Infer, StructureShape } from "./shape.ts";
import { violations } from "./violations.ts";

/**
 * The request body as the operation's input.
 * @throws {Fault} SerializationException for a wrong type, InvalidRequestException naming every violated constraint.
 */
export function parseInput<Input extends StructureShape>(shape: Input, body: Json): Infer<Input> {
  const decoded = decode(shape, body);
  const found = violations(shape, decoded);
  if (found.length > 0) {
    throw invalidRequest(
      `${found.length} validation error${found.length === 1 ? "" : "s"} detected: ${found.join("; ")}`,
    );
  }
  return decoded as Infer<Input>;
}
