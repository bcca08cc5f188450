import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import type { ApiError } from "../errors/api-error.ts";
import type { FieldError } from "../errors/field-error.ts";
import { badRequest } from "../errors/refusals.ts";
import { unrecognized } from "../request/unrecognized.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { applyDefaults } from "../schema/defaults.ts";
import { prune } from "../schema/prune.ts";
import type { Schema } from "../schema/schema.ts";
import { validateValue } from "../schema/validate-value.ts";
import type { DraftMeta, DraftObject } from "../objects/kube-object.ts";
import { metadataSchema } from "../objects/metadata-schema.ts";

/** An object as the server understands it, and the paths of what it did not know. */
export interface Decoded {
  readonly object: DraftObject;
  readonly unknownFields: readonly string[];
}

/** Reads objects of one kind out of JSON: checks what they are, prunes, and fills in defaults. */
export class ObjectDecoder {
  readonly #metadata: Schema = compileSchema(metadataSchema);

  /** @throws ApiError 400 if the value is no object of the kind, or its metadata is malformed. */
  decode(value: Json, kind: Kind, body: Uint8Array = new Uint8Array()): Decoded {
    if (!isJsonObject(value)) {
      const why = value === null ? "Object 'Kind' is missing in 'null'" : notAnObject;
      throw unrecognized(kind.names.kind, body, why);
    }
    const given = readType(value, kind, body);
    const metadata = this.#decodeMetadata(value["metadata"] ?? {}, kind);
    if (!kind.rules.isCustom) refuseOtherTypes(value, kind);
    // Objects of other kinds are told apart later; nothing is known of what they may contain.
    const schema = given === kind.names.kind ? kind.schema : anything;
    const pruned = prune(value, schema, this.#metadata);
    const object = {
      ...applyDefaults(pruned.value, schema),
      apiVersion: apiVersionOf(kind),
      kind: given,
      metadata: metadata.meta,
    };
    return { object, unknownFields: [...metadata.unknownFields, ...pruned.unknownFields] };
  }

  #decodeMetadata(value: Json, kind: Kind): { meta: DraftMeta; unknownFields: readonly string[] } {
    const [wrong] = validateValue(value, this.#metadata, { path: "metadata" });
    if (wrong !== undefined) throw handledAs(kind, goTypeError(wrong, "ObjectMeta", "metadata", "v1.ObjectMeta"));
    const { value: known, unknownFields } = prune({ m: value }, wrapped(this.#metadata), this.#metadata);
    const { managedFields: _managed, ...meta } = applyDefaults(known["m"] as JsonObject, this.#metadata);
    // Empty members are not written, as they are `omitempty` in Go.
    const present = Object.entries(meta).filter(([, member]) => !isEmpty(member));
    return {
      meta: Object.fromEntries(present),
      unknownFields: unknownFields.map((path) => path.replace(/^m\./, "metadata.")),
    };
  }
}

const notAnObject =
  "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion " +
  'string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const anything: Schema = compileSchema({ type: "object", "x-kubernetes-preserve-unknown-fields": true });

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function wrapped(schema: Schema): Schema {
  return { ...schema, properties: new Map([["m", schema]]) };
}

/** The kind that an object says it is of. @throws ApiError 400 where it cannot be one that is meant here. */
function readType(value: JsonObject, kind: Kind, body: Uint8Array): string {
  const expected = apiVersionOf(kind);
  const apiVersion = value["apiVersion"] ?? "";
  const name = value["kind"] ?? "";
  if (typeof name !== "string" || typeof apiVersion !== "string") {
    throw unrecognized(kind.names.kind, body, "couldn't get version/kind; json parse error: json: cannot unmarshal");
  }
  if (kind.rules.isCustom && name === "") {
    throw unrecognized(kind.names.kind, body, `Object 'Kind' is missing in '${JSON.stringify(value)}'`);
  }
  if (apiVersion !== expected && (apiVersion !== "" || kind.rules.isCustom)) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (kind.rules.isCustom || name === "" || name === kind.names.kind) return name === "" ? kind.names.kind : name;
  throw badRequest(
    `${name} in version ${JSON.stringify(kind.version)} cannot be handled as a ${kind.names.kind}: converting ` +
      `(${expected}.${name}) to (${expected}.${kind.names.kind}): unknown conversion`,
  );
}

/** The kinds that the server was built with are decoded into Go types, which refuses values of other types. */
function refuseOtherTypes(value: JsonObject, kind: Kind): void {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...rest } = value;
  const wrong = validateValue(applyDefaults(rest, kind.schema), kind.schema, { path: "" }).find(
    ({ type }) => type === "FieldValueTypeInvalid",
  );
  if (wrong !== undefined) throw handledAs(kind, goTypeError(wrong, kind.names.kind, "", kind.names.kind));
}

function handledAs(kind: Kind, why: string): ApiError {
  const name = kind.names.kind;
  return badRequest(`${name} in version ${JSON.stringify(kind.version)} cannot be handled as a ${name}: ${why}`);
}

/** What Go's decoder says of a value of the wrong type; it names the member below `struct` without what is inside. */
function goTypeError(wrong: FieldError, struct: string, base: string, whole: string): string {
  const [, wanted = "string"] = /must be of type ([a-z-]+)/.exec(wrong.detail) ?? [];
  if (wanted === "byte") return "illegal base64 data at input byte 0";
  if (wanted === "date-time") {
    const text = JSON.stringify(wrong.value);
    return `parsing time ${text} as "2006-01-02T15:04:05Z07:00": cannot parse ${text} as "2006"`;
  }
  const found = wrong.value === "integer" ? "number" : String(wrong.value);
  const member = wrong.field
    .slice(base === "" ? 0 : base.length + 1)
    .split(/[.[]/, 1)
    .join("");
  if (member === "" || wrong.field === base) return `json: cannot unmarshal ${found} into Go value of type ${whole}`;
  return `json: cannot unmarshal ${found} into Go struct field ${struct}.${member} of type ${goTypes[wanted] ?? wanted}`;
}

const goTypes: Readonly<Record<string, string>> = { object: "map[string]string", integer: "int64", boolean: "bool" };
