import { isJsonObject } from "../../../base/json.ts";
import type { Json, JsonObject } from "../../../base/json.ts";
import { invalidRequest } from "../wire/fault.ts";

/** A NextToken: the key of the last row of a page, as base64 of JSON. Clients hand it back unchanged. */
export function encodePageToken(key: JsonObject): string {
  return Buffer.from(JSON.stringify(key)).toString("base64");
}

/** @throws {Fault} InvalidRequestException for anything that `encodePageToken` did not make. */
export function decodePageToken(token: string): JsonObject {
  try {
    const key = JSON.parse(Buffer.from(token, "base64").toString("utf8")) as Json;
    if (isJsonObject(key)) return key;
  } catch {
    // Falls through to the refusal: text that is no JSON is as invalid as JSON that is no key.
  }
  throw invalidRequest("The NextToken you specified isn't valid.");
}
