import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { forbidden, invalid, notSupported, required, type FieldError } from "../errors/field-error.ts";
import { compileJsonPath } from "./json-path.ts";
import type { DraftObject, StoredObject } from "../objects/kube-object.ts";
import { subdomainErrors } from "../objects/name-rules.ts";
import { equalJson } from "../objects/equal-json.ts";
import { textAt } from "./kind.ts";
import { versionSchemaErrors } from "./version-schema-errors.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** What is wrong with a CustomResourceDefinition, and what an update must not change of it. */
export function definitionErrors(object: DraftObject, old?: StoredObject): FieldError[] {
  const spec = object["spec"];
  if (!isJsonObject(spec)) return [required("spec.group"), required("spec.scope"), required("spec.versions")];
  return [
    ...nameErrors(object, spec),
    ...scopeErrors(spec),
    ...versionErrors(spec),
    ...(old === undefined ? [] : immutableErrors(spec, old)),
  ];
}

function nameErrors(object: DraftObject, spec: JsonObject): FieldError[] {
  const group = textAt(spec, "group");
  const plural = textAt(spec, "names", "plural");
  const errors: FieldError[] = [];
  if (group === "") errors.push(required("spec.group"));
  else errors.push(...subdomainErrors(group).map((message) => invalid("spec.group", group, message)));
  for (const member of ["plural", "singular", "kind", "listKind"]) {
    if (textAt(spec, "names", member) === "") errors.push(required(`spec.names.${member}`));
  }
  const { name = "" } = object.metadata;
  if (name !== `${plural}.${group}`) {
    errors.push(invalid("metadata.name", name, 'must be spec.names.plural+"."+spec.group'));
  }
  const approval = object.metadata.annotations?.["api-approved.kubernetes.io"];
  if ((group.endsWith(".k8s.io") || group.endsWith(".kubernetes.io")) && approval === undefined) {
    const detail =
      'protected groups must have approval annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111';
    errors.push(required("metadata.annotations[api-approved.kubernetes.io]", detail));
  }
  return errors;
}

function scopeErrors(spec: JsonObject): FieldError[] {
  const scope = textAt(spec, "scope");
  const strategy = textAt(spec, "conversion", "strategy");
  return [
    ...(scope === "Cluster" || scope === "Namespaced"
      ? []
      : [scope === "" ? required("spec.scope") : notSupported("spec.scope", scope, ["Cluster", "Namespaced"])]),
    ...(spec["preserveUnknownFields"] === true
      ? [invalid("spec.preserveUnknownFields", true, "must be false in order to use defaults in the schema")]
      : []),
    ...(strategy === "None" || strategy === ""
      ? []
      : [invalid("spec.conversion.strategy", strategy, "webhooks are not part of this sandbox; use a real cluster")]),
  ];
}

function versionErrors(spec: JsonObject): FieldError[] {
  const versions = isJsonArray(spec["versions"]) ? spec["versions"].filter(isJsonObject) : [];
  const stored = versions.filter((version) => version["storage"] === true).length;
  const errors: FieldError[] = [];
  if (stored !== 1) {
    const detail = "must have exactly one version marked as storage version";
    errors.push(invalid("spec.versions", spec["versions"] ?? null, detail));
  }
  const [first, ...others] = versions;
  if (first === undefined) return errors;
  // What all versions say alike is kept once, and is told from there.
  const isShared = (member: string): boolean => others.every((other) => equalJson(other[member], first[member]));
  const each = (member: string, check: (version: JsonObject, path: string) => FieldError[]): FieldError[] =>
    isShared(member)
      ? check(first, "spec")
      : versions.flatMap((version, index) => check(version, `spec.versions[${index}]`));
  return [
    ...errors,
    ...each("additionalPrinterColumns", columnsErrors),
    ...each("schema", (version, path) =>
      versionSchemaErrors(version, path === "spec" ? "spec.validation" : `${path}.schema`),
    ),
  ];
}

function columnsErrors(version: JsonObject, path: string): FieldError[] {
  const columns = isJsonArray(version["additionalPrinterColumns"]) ? version["additionalPrinterColumns"] : [];
  return columns
    .filter(isJsonObject)
    .flatMap((column, index) => columnErrors(column, `${path}.additionalPrinterColumns[${index}]`));
}

const columnTypes = ["integer", "number", "string", "boolean", "date"];

function columnErrors(column: JsonObject, path: string): FieldError[] {
  const { name = "", type = "", jsonPath = "" } = column;
  const errors: FieldError[] = [];
  if (name === "") errors.push(required(`${path}.name`));
  if (type === "") errors.push(required(`${path}.type`, `must be one of ${columnTypes.join(",")}`));
  else if (!columnTypes.includes(String(type))) {
    errors.push(invalid(`${path}.type`, type, `must be one of ${columnTypes.toSorted().join(",")}`));
  }
  if (jsonPath === "") return [...errors, required(`${path}.jsonPath`)];
  try {
    compileJsonPath(String(jsonPath));
    return errors;
  } catch {
    const detail = "only a simple json path of members, indexes and filters is part of this sandbox";
    return [...errors, invalid(`${path}.jsonPath`, jsonPath, detail)];
  }
}

function immutableErrors(spec: JsonObject, old: StoredObject): FieldError[] {
  const before = isJsonObject(old["spec"]) ? old["spec"] : {};
  const paths = [["group"], ["scope"], ["names", "plural"], ["names", "kind"]];
  const changed = paths
    .filter((path) => textAt(spec, ...path) !== textAt(before, ...path))
    .map((path) => invalid(`spec.${path.join(".")}`, textAt(spec, ...path), "field is immutable"));
  return [...changed, ...droppedVersionErrors(spec, old)];
}

/** A version in which objects may still be stored has to stay. */
function droppedVersionErrors(spec: JsonObject, old: StoredObject): FieldError[] {
  const status = isJsonObject(old["status"]) ? old["status"] : {};
  const stored = isJsonArray(status["storedVersions"]) ? status["storedVersions"] : [];
  const versions = isJsonArray(spec["versions"]) ? spec["versions"].filter(isJsonObject) : [];
  return stored.flatMap((name: Json, index) => {
    if (versions.some((version) => equalJson(version["name"], name))) return [];
    const detail =
      "missing from spec.versions; " +
      String(name) +
      " was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in " +
      String(name) +
      " and removes " +
      String(name) +
      " from status.storedVersions";
    return [forbidden(`status.storedVersions[${index}]`, detail)];
  });
}
