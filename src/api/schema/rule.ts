import { isJsonObject } from "../../base/json.ts";

/** A validation rule in CEL, as `x-kubernetes-validations` takes it. */
export interface Rule {
  readonly rule: string;
  /** One line that says what to do. */
  readonly message: string;
  /** How the API server classifies a refusal. Absent: FieldValueInvalid. */
  readonly reason?: "FieldValueForbidden" | "FieldValueRequired";
  /** The field that a refusal names, relative to the schema node that carries the rule. Absent: that node. */
  readonly fieldPath?: string;
}

/** Whether a schema's `x-kubernetes-validations` holds rules. */
export function isRules(value: unknown): value is readonly Rule[] {
  return Array.isArray(value) && value.every((rule: unknown) => isJsonObject(rule) && typeof rule["rule"] === "string");
}
