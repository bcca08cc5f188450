import { load } from "js-yaml";
import type { Json } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { badRequest, unsupportedMediaType } from "../errors/refusals.ts";
import { decodeProtobuf } from "./decode-protobuf.ts";
import { duplicateFields } from "./duplicate-fields.ts";

const maxBodyBytes = 3 * 1024 * 1024;

/** A request's body. */
export interface Body {
  readonly value: Json;
  /** Paths of members that it gives twice. */
  readonly duplicates: readonly string[];
}

/** The media type without its parameters. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1).join("").trim();
}

/** Reads an object's body by its content type; undefined if there is none. @throws ApiError 400, 413 or 415 */
export async function readBody(request: Request): Promise<Body | undefined> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  switch (mediaType(request)) {
    case "application/vnd.kubernetes.protobuf":
      return { value: decodeProtobuf(bytes), duplicates: [] };
    case "application/yaml":
      return parseYaml(decode(bytes));
    case "":
    case "application/json":
      return parseJson(decode(bytes));
    default:
      throw unsupportedMediaType(["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]);
  }
}

/** Reads a patch, which is always JSON. @throws ApiError 400 or 413 */
export async function readPatch(request: Request): Promise<Body> {
  return parseJson(decode(await readBytes(request)), "error decoding patch: ");
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length <= maxBodyBytes) return bytes;
  throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${maxBodyBytes}`);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function parseJson(text: string, prefix = ""): Body {
  try {
    return { value: JSON.parse(text) as Json, duplicates: duplicateFields(text) };
  } catch (error) {
    throw badRequest(`${prefix}${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseYaml(text: string): Body {
  try {
    return { value: (load(text) ?? null) as Json, duplicates: [] };
  } catch (error) {
    throw badRequest(`error converting YAML to JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
