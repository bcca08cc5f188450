import { applyPatch, type Operation } from "rfc6902";
import { isJsonObject, type Json } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { badRequest } from "../errors/refusals.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

const maxOperations = 10_000;

/** RFC 6902. @throws ApiError 400 for what is no patch, 413 for too long a one, 422 for one that cannot be applied. */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!isJsonArray(patch) || !patch.every(isOperation)) {
    throw badRequest(
      "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
    );
  }
  if (patch.length > maxOperations) {
    const message = `The allowed maximum operations in a JSON patch is ${maxOperations}, got ${patch.length}`;
    throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: ${message}`);
  }
  // The library changes what it is given.
  const holder = { document: structuredClone(target) };
  const failed = applyPatch(holder, patch.map(belowDocument)).find((result) => result !== null);
  if (failed !== undefined) {
    throw new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});
  }
  return holder.document;
}

type RawOperation = { readonly op: string; readonly path: string; readonly from?: string; readonly value?: Json };

function isOperation(value: unknown): value is RawOperation {
  return isJsonObject(value) && typeof value["op"] === "string" && typeof value["path"] === "string";
}

/** One level deeper, so that a patch can also replace the document as a whole. */
function belowDocument(operation: RawOperation): Operation {
  const { path, from } = operation;
  return {
    ...operation,
    path: `/document${path}`,
    ...(from === undefined ? {} : { from: `/document${from}` }),
  } as Operation;
}
