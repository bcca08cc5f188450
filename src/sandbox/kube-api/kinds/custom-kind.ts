import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { createCelEnvironment } from "../cel/environment.ts";
import { compileRules, type RuleNode } from "../cel/compile-rules.ts";
import { validateRules } from "../cel/validate-rules.ts";
import { invalid, type FieldError } from "../errors/field-error.ts";
import { withMember, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { subdomainErrors } from "../objects/name-rules.ts";
import { compileJsonPath, printJson } from "./json-path.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { printPath } from "../schema/field-path.ts";
import { listTypeErrors } from "../schema/list-types.ts";
import { oldValue } from "../schema/old-value.ts";
import type { Schema } from "../schema/schema.ts";
import { validateValue } from "../schema/validate-value.ts";
import { compareVersions } from "./compare-versions.ts";
import { customColumns } from "./custom-columns.ts";
import { apiVersionOf, type Kind, type KindNames, type KindRules } from "./kind.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** The kinds that a CustomResourceDefinition which was accepted makes, one for each served version. */
export function customKinds(definition: JsonObject, acceptedNames: KindNames): Kind[] {
  const spec = definition["spec"] as JsonObject;
  const versions = (spec["versions"] as readonly JsonObject[]).filter((version) => version["served"] === true);
  return versions.map((version) => customKind(spec, version, acceptedNames));
}

function customKind(spec: JsonObject, version: JsonObject, names: KindNames): Kind {
  const group = String(spec["group"]);
  const source = (version["schema"] as JsonObject)["openAPIV3Schema"] as JsonObject;
  const schema = compileSchema(source);
  const subresources = version["subresources"];
  const hasStatus = isJsonObject(subresources) && isJsonObject(subresources["status"]);
  const versionName = String(version["name"]);
  return {
    group,
    version: versionName,
    names,
    namespaced: spec["scope"] === "Namespaced",
    resource: `${group}/${names.plural}`,
    verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
    storageVersion: storageVersion(spec),
    selectable: selectableFieldsOf(version["selectableFields"]).map(({ name }) => name),
    hasStatus,
    schema,
    columns: customColumns(version["additionalPrinterColumns"]),
    rules: {
      ...customRules(schema, compileRules(schema, createCelEnvironment()), hasStatus, version["selectableFields"]),
      conversion: versionConversion(apiVersionOf({ group, version: versionName }), `${group}/${storageVersion(spec)}`),
    },
    deprecation: deprecationOf(spec, version, names.kind),
  };
}

function storageVersion(spec: JsonObject): string {
  const versions = spec["versions"] as readonly JsonObject[];
  return String(versions.find((version) => version["storage"] === true)?.["name"]);
}

/** Without a webhook, versions differ in nothing but their name. */
function versionConversion(served: string, stored: string): NonNullable<KindRules["conversion"]> {
  return {
    toStored: (object) => ({ ...object, apiVersion: stored }),
    fromStored: (object) => (object.apiVersion === served ? object : { ...object, apiVersion: served }),
  };
}

function deprecationOf(spec: JsonObject, version: JsonObject, kind: string): string | undefined {
  if (version["deprecated"] !== true) return undefined;
  const warning = version["deprecationWarning"];
  if (typeof warning === "string") return warning;
  const group = String(spec["group"]);
  const name = String(version["name"]);
  const newer = (spec["versions"] as readonly JsonObject[])
    .filter((other) => other["served"] === true && other["deprecated"] !== true)
    .map((other) => String(other["name"]))
    .filter((other) => compareVersions(other, name) < 0)
    .toSorted(compareVersions)[0];
  const instead = newer === undefined ? "" : `; use ${group}/${newer} ${kind}`;
  return `${group}/${name} ${kind} is deprecated${instead}`;
}

function customRules(
  schema: Schema,
  rules: RuleNode | undefined,
  hasStatus: boolean,
  selectable: Json | undefined,
): KindRules {
  const fields = selectableFieldsOf(selectable);
  return {
    isCustom: true,
    tracksGeneration: true,
    unconditionalUpdate: false,
    createOnUpdate: false,
    nameErrors: subdomainErrors,
    selectableFields: (object) => Object.fromEntries(fields.map((field) => [field.name, field.find(object)])),
    ...(hasStatus
      ? {
          prepareCreate: (object: DraftObject) => withMember(object, "status", undefined),
          prepareUpdate: (object: DraftObject, old: StoredObject) => withMember(object, "status", old["status"]),
        }
      : {}),
    validate: (object, old) => {
      const against = old === undefined ? undefined : oldValue(object, old, schema);
      const errors = [
        ...validateValue(object, schema, { path: "", old: against }),
        ...newListErrors(object, old, schema),
      ];
      return [...errors, ...ruleErrors(rules, object, old, errors)];
    },
    validateStatus: (object, old) => {
      const status = schema.properties.get("status");
      const value = object["status"];
      const errors =
        status === undefined || value === undefined
          ? []
          : validateValue(value, status, { path: "", base: "status", old: oldValue(value, old["status"], status) });
      const all = [...errors, ...newListErrors(object, old, schema)];
      return [...all, ...ruleErrors(rules, object, old, all)];
    },
  };
}

/** An object that already breaks a list's type may go on doing so. */
function newListErrors(object: DraftObject, old: StoredObject | undefined, schema: Schema): FieldError[] {
  const errors = listTypeErrors(object, schema);
  return errors.length > 0 && old !== undefined && listTypeErrors(old, schema).length > 0 ? [] : errors;
}

const blocking: ReadonlySet<FieldError["type"]> = new Set([
  "FieldValueNotSupported",
  "FieldValueRequired",
  "FieldValueTooLong",
  "FieldValueTooMany",
  "FieldValueTypeInvalid",
]);

/** Rules are not run on what they could not rely on. */
function ruleErrors(
  rules: RuleNode | undefined,
  object: DraftObject,
  old: StoredObject | undefined,
  errors: readonly FieldError[],
): readonly FieldError[] {
  if (rules === undefined) return [];
  if (!errors.some(({ type }) => blocking.has(type))) {
    return validateRules(rules, object, oldValue(object, old, rules.schema));
  }
  const detail =
    "some validation rules were not checked because the object was invalid; correct the existing errors to complete " +
    "validation";
  return [invalid(printPath(""), null, detail)];
}

function selectableFieldsOf(
  definitions: Json | undefined,
): readonly { readonly name: string; find(object: StoredObject): string }[] {
  if (!isJsonArray(definitions)) return [];
  return definitions.filter(isJsonObject).map((definition) => {
    const path = String(definition["jsonPath"]);
    const find = compileJsonPath(path);
    return { name: path.replace(/^\./, ""), find: (object) => printJson(find(object)[0]) ?? "" };
  });
}
