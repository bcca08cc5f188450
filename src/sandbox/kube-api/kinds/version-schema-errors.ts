import type { Environment } from "@marcbachmann/cel-js";
import { isJsonObject, type JsonObject } from "../../../base/json.ts";
import { asRoot } from "../cel/check-fields.ts";
import { CelCompileError, compileRule } from "../cel/compile-rules.ts";
import { createCelEnvironment } from "../cel/environment.ts";
import { invalid, notSupported, required, type FieldError } from "../errors/field-error.ts";
import { metadataSchema } from "../objects/metadata-schema.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { applyDefaults } from "../schema/defaults.ts";
import { prune } from "../schema/prune.ts";
import type { RuleSource, Schema } from "../schema/schema.ts";
import { structuralErrors } from "../schema/structural-errors.ts";
import { validateValue } from "../schema/validate-value.ts";

/** What is wrong with the schema of a version. `path` is that of the part that holds it. */
export function versionSchemaErrors(version: JsonObject, path: string): FieldError[] {
  const source = isJsonObject(version["schema"]) ? version["schema"]["openAPIV3Schema"] : undefined;
  const at = `${path}.openAPIV3Schema`;
  if (!isJsonObject(source)) return [required(at, "schemas are required")];
  const structural = structuralErrors(source, at);
  if (structural.length > 0) return structural;
  const schema = compileSchema(source);
  const environment = createCelEnvironment();
  return [
    ...visit(schema, at, defaultErrors),
    ...visit(schema, at, (part, where) => rulesErrors(part, where, at, environment)),
  ];
}

function visit(schema: Schema, path: string, check: (part: Schema, path: string) => FieldError[]): FieldError[] {
  const errors = check(schema, path);
  for (const [name, property] of schema.properties) {
    errors.push(...visit(property, `${path}.properties[${name}]`, check));
  }
  const { additionalProperties, items } = schema;
  if (items !== undefined) errors.push(...visit(items, `${path}.items`, check));
  if (additionalProperties !== undefined && additionalProperties !== true) {
    errors.push(...visit(additionalProperties, `${path}.additionalProperties`, check));
  }
  return errors;
}

/** Defaults have to be valid, and nothing of them may be pruned. */
function defaultErrors(part: Schema, path: string): FieldError[] {
  const value = part.default;
  if (value === undefined) return [];
  const holder: Schema = {
    ...compileSchema({ type: "object" }),
    properties: new Map([["value", { ...part, default: undefined }]]),
  };
  const { unknownFields } = prune({ value }, holder, compileSchema(metadataSchema));
  if (unknownFields.length > 0) return [invalid(`${path}.default`, value, "must not have unknown fields")];
  const filled = applyDefaults({ value }, holder)["value"];
  return filled === undefined ? [] : validateValue(filled, part, { path: "", base: `${path}.default` });
}

function rulesErrors(part: Schema, path: string, root: string, environment: Environment): FieldError[] {
  const self = path === root ? asRoot(part) : part;
  return part.rules.flatMap((rule, index) =>
    ruleErrors(rule, self, `${path}.x-kubernetes-validations[${index}]`, environment),
  );
}

const reasons = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

function ruleErrors(rule: RuleSource, self: Schema, path: string, environment: Environment): FieldError[] {
  if (rule.rule.trim() === "") return [required(`${path}.rule`, "rule is not specified")];
  const errors: FieldError[] = [];
  if (rule.reason !== undefined && !reasons.includes(rule.reason)) {
    errors.push(notSupported(`${path}.reason`, rule.reason, reasons));
  }
  if (rule.message?.includes("\n") === true) {
    errors.push(invalid(`${path}.message`, rule.message, "message must not contain line breaks"));
  }
  if (rule.rule.includes("\n") && rule.message === undefined) {
    errors.push(required(`${path}.message`, "message must be specified if rule contains line breaks"));
  }
  try {
    compileRule(rule, self, environment);
  } catch (error) {
    if (!(error instanceof CelCompileError)) throw error;
    const member = error.expression === rule.rule ? "rule" : "messageExpression";
    errors.push(invalid(`${path}.${member}`, internalRule(rule), `compilation failed: ${error.message}`));
  }
  return errors;
}

/** The rule as the server's refusals show it. */
function internalRule(rule: RuleSource): JsonObject {
  return {
    Rule: rule.rule,
    Message: rule.message ?? "",
    MessageExpression: rule.messageExpression ?? "",
    Reason: rule.reason ?? null,
    FieldPath: rule.fieldPath ?? "",
    OptionalOldSelf: rule.optionalOldSelf ? true : null,
  };
}
