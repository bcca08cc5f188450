import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { badRequest } from "../errors/refusals.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { applyDefaults } from "../schema/defaults.ts";
import { prune } from "../schema/prune.ts";
import type { Schema } from "../schema/schema.ts";
import { validateValue } from "../schema/validate-value.ts";
import type { DraftMeta, DraftObject } from "./kube-object.ts";
import { metadataSchema } from "./metadata-schema.ts";

/** An object as the server understands it, and the paths of what it did not know. */
export interface Decoded {
  readonly object: DraftObject;
  readonly unknownFields: readonly string[];
}

/** Reads objects of one kind out of JSON: checks what they are, prunes, and fills in defaults. */
export class ObjectDecoder {
  readonly #metadata: Schema = compileSchema(metadataSchema);

  /** @throws ApiError 400 if the value is no object of the kind, or its metadata is malformed. */
  decode(value: Json, kind: Kind): Decoded {
    if (!isJsonObject(value)) throw badRequest("the object provided is unrecognized (must be of type Object)");
    checkKind(value, kind);
    const metadata = this.#decodeMetadata(value["metadata"] ?? {}, kind);
    if (!kind.rules.isCustom) checkTypes(value, kind);
    const pruned = prune(value, kind.schema);
    const object = {
      ...applyDefaults(pruned.value, kind.schema),
      apiVersion: apiVersionOf(kind),
      kind: kind.names.kind,
      metadata: metadata.meta,
    };
    return { object, unknownFields: [...metadata.unknownFields, ...pruned.unknownFields] };
  }

  #decodeMetadata(value: Json, kind: Kind): { meta: DraftMeta; unknownFields: readonly string[] } {
    const [wrong] = validateValue(value, this.#metadata, "metadata");
    if (wrong !== undefined || !isJsonObject(value)) {
      const found = typeof wrong?.value === "string" ? wrong.value : "value";
      const field = wrong?.field ?? "metadata";
      throw badRequest(
        `${kind.names.kind} in version "${kind.version}" cannot be handled as a ${kind.names.kind}: json: cannot ` +
          `unmarshal ${found} into Go struct field ObjectMeta.${field} of type ${goType(wrong?.detail ?? "")}`,
      );
    }
    const { value: known, unknownFields } = prune({ m: value }, wrapped(this.#metadata));
    const { managedFields: _managed, ...meta } = applyDefaults(known["m"] as JsonObject, this.#metadata);
    // Empty members are not written, as they are `omitempty` in Go.
    const present = Object.entries(meta).filter(([, member]) => !isEmpty(member));
    return {
      meta: Object.fromEntries(present),
      unknownFields: unknownFields.map((path) => path.replace(/^m\./, "metadata.")),
    };
  }
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function wrapped(schema: Schema): Schema {
  return { ...schema, properties: new Map([["m", schema]]) };
}

function checkKind(value: JsonObject, kind: Kind): void {
  const expected = apiVersionOf(kind);
  const { apiVersion, kind: name } = value;
  if (kind.rules.isCustom && (name === undefined || name === "")) {
    throw badRequest(`Object 'Kind' is missing in '${JSON.stringify(value)}'`);
  }
  if (apiVersion !== undefined && apiVersion !== "" && apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${print(apiVersion)}) does not match the expected API version (${expected})`,
    );
  }
  if (kind.rules.isCustom && (apiVersion === undefined || apiVersion === "")) {
    throw badRequest(`the API version in the data () does not match the expected API version (${expected})`);
  }
  if (name !== undefined && name !== "" && name !== kind.names.kind) {
    const message = `${print(name)} in version "${kind.version}" cannot be handled as a ${kind.names.kind}`;
    throw badRequest(
      `${message}: converting (${expected}.${print(name)}) to (${expected}.${kind.names.kind}): unknown conversion`,
    );
  }
}

/** The kinds that the server was built with are decoded into Go types, which refuses values of other types. */
function checkTypes(value: JsonObject, kind: Kind): void {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...rest } = value;
  const wrong = validateValue(applyDefaults(rest, kind.schema), kind.schema, "").find(
    ({ type }) => type === "FieldValueTypeInvalid",
  );
  if (wrong === undefined) return;
  throw badRequest(
    `${kind.names.kind} in version "${kind.version}" cannot be handled as a ${kind.names.kind}: json: cannot unmarshal ` +
      `${print(wrong.value ?? "")} into Go struct field ${kind.names.kind}.${wrong.field} of type ${goType(wrong.detail)}`,
  );
}

function goType(detail: string): string {
  const [, type = "string"] = /must be of type ([a-z-]+)/.exec(detail) ?? [];
  return ({ object: "map[string]string", integer: "int64", boolean: "bool" } as Record<string, string>)[type] ?? type;
}

function print(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
