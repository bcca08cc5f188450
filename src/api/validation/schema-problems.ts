import { Ajv } from "ajv";
import type { ErrorObject } from "ajv";
import { isJsonObject } from "../../base/json.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import type { ManifestProblem } from "./manifest-problem.ts";
import { re2 } from "./re2.ts";

/** A problem that a schema keyword found. */
export interface SchemaProblem extends ManifestProblem {
  readonly keyword: string;
}

/**
 * Compiles a structural schema to a check of its keywords, with the strictness of `kubectl apply`: an unknown field is a
 * problem. CEL rules are not part of it.
 */
export function schemaChecker(schema: JsonObject): (manifest: unknown) => readonly SchemaProblem[] {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    code: { regExp: re2 },
    formats: { int32: true, int64: true, "date-time": isTime },
  });
  const validate = ajv.compile(closed(schema));
  return (manifest) => {
    validate(manifest);
    return (validate.errors ?? []).filter(({ keyword }) => keyword !== "anyOf").map(problemOf);
  };
}

/** RFC 3339, as the API server reads it. */
function isTime(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** The schema with every object that names its members refusing others, metadata apart. */
function closed(schema: Json): JsonObject {
  if (!isJsonObject(schema)) return {};
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items === undefined ? {} : { items: closed(items) }),
    ...(isJsonObject(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member = {}]) => [name, closed(member)]),
          ),
          additionalProperties: false,
        }
      : {}),
  };
}

function problemOf(error: ErrorObject): SchemaProblem {
  const { keyword } = error;
  const path = fieldOf(error.instancePath);
  const params = error.params as JsonObject;
  const member = params["missingProperty"] ?? params["additionalProperty"];
  if (typeof member !== "string") return { keyword, field: path, message: messageOf(error) };
  const field = path === "" ? member : `${path}.${member}`;
  return { keyword, field, message: keyword === "required" ? "must be given" : "unknown field" };
}

function messageOf({ keyword, message = keyword, params }: ErrorObject): string {
  const { allowedValues } = params as { allowedValues?: readonly unknown[] };
  return allowedValues === undefined ? message : `must be one of ${allowedValues.map(String).join(", ")}`;
}

function fieldOf(instancePath: string): string {
  return instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === "" ? step : `${path}.${step}`), "");
}
