import { isJsonObject, type Json } from "../../../base/json.ts";
import { invalid } from "../errors/field-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { badRequest, invalidObject, notInSandbox, unsupportedMediaType } from "../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import type { DraftObject, StoredObject } from "../objects/kube-object.ts";
import { judgeStrictly, strictErrors, type FieldValidation } from "../request/field-validation.ts";
import { jsonPatch } from "../request/json-patch.ts";
import { isPlainStrategicPatch, mergePatch } from "../request/merge-patch.ts";
import type { Body } from "../request/read-body.ts";
import type { UpdateTarget } from "./update-object.ts";
import type { ServerContext } from "./server-context.ts";

const strategic = "application/strategic-merge-patch+json";

function acceptedTypes(kind: Kind): readonly string[] {
  return [
    "application/json-patch+json",
    "application/merge-patch+json",
    ...(kind.rules.isCustom ? [] : [strategic]),
    "application/apply-patch+yaml",
  ];
}

/** Refuses patches that cannot be read here before anything else is looked at. @throws ApiError 415 or 501 */
export function checkPatchType(type: string, kind: Kind): void {
  if (!acceptedTypes(kind).includes(type)) throw unsupportedMediaType(acceptedTypes(kind));
  if (type === "application/apply-patch+yaml") throw notInSandbox("Server-side apply");
}

/** What a patch makes of an object. @throws ApiError */
export function patchedObject(
  context: ServerContext,
  target: UpdateTarget,
  patch: { readonly type: string; readonly body: Body; readonly validation: FieldValidation },
): (current: StoredObject) => DraftObject {
  const { kind } = target;
  return (current) => {
    const result = applyTo(current, patch.type, patch.body.value);
    const text = JSON.stringify(result);
    try {
      const { object, unknownFields } = context.decoder.decode(result, kind);
      const errors = strictErrors(patch.body.duplicates, unknownFields);
      judgeStrictly(
        errors,
        patch.validation,
        (warning) => target.warn(warning),
        (detail) => invalidPatch(text, detail),
      );
      return object;
    } catch (error) {
      if (error instanceof ApiError && error.code === 400) throw invalidPatch(text, error.message);
      throw error;
    }
  };
}

function applyTo(current: StoredObject, type: string, patch: Json): Json {
  if (type === "application/json-patch+json") return jsonPatch(current, patch);
  if (!isJsonObject(patch)) {
    throw badRequest("error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}");
  }
  if (type === strategic && !isPlainStrategicPatch(patch)) {
    throw notInSandbox("A strategic merge patch with directives or with lists of objects");
  }
  return mergePatch(current, patch);
}

function invalidPatch(result: string, detail: string): ApiError {
  return invalidObject({ group: "", kind: "" }, "", [invalid("patch", result, detail)]);
}
