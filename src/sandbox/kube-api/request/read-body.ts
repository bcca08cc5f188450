import { load, YAMLException } from "js-yaml";
import type { Json } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { badRequest, unsupportedMediaType } from "../errors/refusals.ts";
import { decodeProtobuf } from "./decode-protobuf.ts";
import { duplicateFields } from "./duplicate-fields.ts";
import { jsonErrorText, unrecognized } from "./unrecognized.ts";

const maxBodyBytes = 3 * 1024 * 1024;

/** A request's body. */
export interface Body {
  readonly value: Json;
  readonly bytes: Uint8Array;
  /** What the server says of members that are given twice. */
  readonly duplicates: readonly string[];
}

/** The media type without its parameters. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1).join("").trim();
}

/** Reads an object's body by its content type. @throws ApiError 400, 413 or 415 */
export async function readBody(request: Request, kind: string): Promise<Body> {
  const type = mediaType(request);
  const bytes = await readBytes(request);
  switch (type) {
    case "application/vnd.kubernetes.protobuf":
      return { value: decodeProtobuf(bytes, kind), bytes, duplicates: [] };
    case "application/yaml":
      return parseYaml(bytes, kind);
    case "":
    case "application/json":
      return parseJson(bytes, (why) =>
        unrecognized(kind, bytes, `couldn't get version/kind; json parse error: ${why}`),
      );
    default:
      throw unsupportedMediaType(["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]);
  }
}

/** Reads the options that a DELETE may carry. @throws ApiError 400 or 413 */
export async function readOptionsBody(request: Request): Promise<Json | undefined> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  if (mediaType(request) === "application/vnd.kubernetes.protobuf") return decodeProtobuf(bytes, "DeleteOptions");
  return parseJson(bytes, (why) => badRequest(`couldn't get version/kind; json parse error: ${why}`)).value;
}

/** Reads a patch, which is always JSON. @throws ApiError 400 or 413 */
export async function readPatch(request: Request): Promise<Body> {
  return parseJson(await readBytes(request), (why) => badRequest(`error decoding patch: ${why}`));
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length <= maxBodyBytes) return bytes;
  throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${maxBodyBytes}`);
}

function parseJson(bytes: Uint8Array, refuse: (why: string) => ApiError): Body {
  const text = new TextDecoder().decode(bytes);
  try {
    const value = JSON.parse(text) as Json;
    const duplicates = duplicateFields(text).map((path) => `duplicate field ${JSON.stringify(path)}`);
    return { value, bytes, duplicates };
  } catch (error) {
    throw refuse(jsonErrorText(text, error));
  }
}

function parseYaml(bytes: Uint8Array, kind: string): Body {
  const text = new TextDecoder().decode(bytes);
  try {
    return { value: (load(text) ?? null) as Json, bytes, duplicates: [] };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason !== "duplicated mapping key") throw unrecognized(kind, bytes, `yaml: ${error.reason}`);
    const line = (error.mark?.line ?? 0) + 1;
    const key = /^\s*([^:]+):/.exec(text.split("\n")[line - 1] ?? "")?.[1] ?? "";
    const duplicate = `yaml: unmarshal errors:\n  line ${line}: key "${key}" already set in map`;
    return { value: load(text, { json: true }) as Json, bytes, duplicates: [duplicate] };
  }
}
