import type { Json } from "../../../base/json.ts";
import { parseInput } from "../constraints/parse-input.ts";
import type { Infer, StructureShape } from "../constraints/shape.ts";
import type { CallContext } from "../state/call-context.ts";
import type { WireObject } from "../wire/aws-json.ts";

/** An operation of the API: takes the request's body, changes the region's state, gives the answer's body. */
export interface Operation {
  /** The input's members and their constraints. */
  readonly input: StructureShape;
  /** @throws {Fault} for every request that is not accepted; the state is unchanged then, unless the fault is an HTTP 500. */
  invoke(body: Json, context: CallContext): WireObject;
}

/** An operation from the constraints of its input and what it does with a valid one. */
export function defineOperation<Input extends StructureShape>(
  shape: Input,
  handle: (input: Infer<Input>, context: CallContext) => WireObject,
): Operation {
  return { input: shape, invoke: (body, context) => handle(parseInput(shape, body), context) };
}
