import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { fieldErrorText, forbidden, invalid, notSupported, required, type FieldError } from "../errors/field-error.ts";
import { compilePattern } from "./pattern.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** Where in a schema a part stands: that decides what it may leave out. */
type Level = "root" | "field" | "item";

/** What keeps a definition's schema from being structural (or from being accepted at all), sorted as the server does. */
export function structuralErrors(schema: JsonObject, path: string): FieldError[] {
  return errorsAt(schema, "root", path).toSorted((left, right) =>
    fieldErrorText(left) < fieldErrorText(right) ? -1 : 1,
  );
}

const emptyTypeText: Readonly<Record<Level, string>> = {
  root: "must not be empty at the root",
  field: "must not be empty for specified object fields",
  item: "must not be empty for specified array items",
};

const neverAllowed: readonly string[] = [
  "$ref",
  "definitions",
  "dependencies",
  "patternProperties",
  "additionalItems",
  "id",
];

function errorsAt(schema: JsonObject, level: Level, path: string): FieldError[] {
  return [
    ...keywordErrors(schema, path),
    ...typeErrors(schema, level, path),
    ...additionalErrors(schema, level, path),
    ...nestedSchemaErrors(schema, level, path),
    ...patternErrors(schema, path),
    ...listErrors(schema, path),
    ...junctorErrors(schema, path, schema["x-kubernetes-int-or-string"] === true),
  ];
}

function keywordErrors(schema: JsonObject, path: string): FieldError[] {
  const errors = neverAllowed
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => forbidden(`${path}.${keyword}`, `${keyword} is not supported`));
  if (schema["uniqueItems"] !== true) return errors;
  const detail = "uniqueItems cannot be set to true since the runtime complexity becomes quadratic";
  return [...errors, forbidden(`${path}.uniqueItems`, detail)];
}

function typeErrors(schema: JsonObject, level: Level, path: string): FieldError[] {
  const { type, items } = schema;
  const isLoose =
    schema["x-kubernetes-int-or-string"] === true || schema["x-kubernetes-preserve-unknown-fields"] === true;
  if (type === undefined) return isLoose ? [] : [required(`${path}.type`, emptyTypeText[level])];
  if (type === "array" && items === undefined) return [required(`${path}.items`, "must be specified")];
  return level === "root" && type !== "object" ? [invalid(`${path}.type`, type, "must be object at the root")] : [];
}

function additionalErrors({ additionalProperties, properties }: JsonObject, level: Level, path: string): FieldError[] {
  if (additionalProperties === undefined) return [];
  const at = `${path}.additionalProperties`;
  const isBoth = additionalProperties !== false && isJsonObject(properties);
  return [
    ...(level === "root" ? [forbidden(at, "must not be used at the root")] : []),
    ...(isBoth ? [forbidden(at, "additionalProperties and properties are mutual exclusive")] : []),
  ];
}

function nestedSchemaErrors(schema: JsonObject, level: Level, path: string): FieldError[] {
  const { items, properties, additionalProperties } = schema;
  const members = Object.entries(isJsonObject(properties) ? properties : {});
  return [
    ...(isJsonObject(items) ? errorsAt(items, "item", `${path}.items`) : []),
    ...(isJsonObject(additionalProperties)
      ? errorsAt(additionalProperties, "field", `${path}.additionalProperties`)
      : []),
    ...members.flatMap(([name, property]) =>
      isJsonObject(property) ? memberErrors(name, property, level, `${path}.properties[${name}]`) : [],
    ),
  ];
}

function memberErrors(name: string, property: JsonObject, level: Level, path: string): FieldError[] {
  if (level !== "root" || name !== "metadata") return errorsAt(property, "field", path);
  const { type, properties, description: _description, ...rest } = property;
  const others = Object.keys(isJsonObject(properties) ? properties : {}).filter(
    (member) => member !== "name" && member !== "generateName",
  );
  if (type === "object" && others.length === 0 && Object.keys(rest).length === 0) return [];
  const detail = "must not specify anything other than name and generateName, but metadata is implicitly specified";
  return [forbidden(path, detail)];
}

function patternErrors(schema: JsonObject, path: string): FieldError[] {
  const { pattern } = schema;
  if (typeof pattern !== "string" || pattern === "") return [];
  try {
    compilePattern(pattern);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [invalid(`${path}.pattern`, pattern, `must be a valid regular expression, but isn't: ${reason}`)];
  }
}

const listTypes = ["atomic", "set", "map"];

function listErrors(schema: JsonObject, path: string): FieldError[] {
  const listType = schema["x-kubernetes-list-type"];
  const keys = schema["x-kubernetes-list-map-keys"];
  const errors: FieldError[] = [];
  if (typeof listType === "string" && !listTypes.includes(listType)) {
    errors.push(notSupported(`${path}.x-kubernetes-list-type`, listType, listTypes));
  }
  if (listType !== undefined && schema["type"] !== "array") {
    const detail = "must be array if x-kubernetes-list-type is specified";
    errors.push(
      schema["type"] === undefined ? required(`${path}.type`, detail) : invalid(`${path}.type`, schema["type"], detail),
    );
  }
  if (listType === "map" && (!isJsonArray(keys) || keys.length === 0)) {
    errors.push(required(`${path}.x-kubernetes-list-map-keys`, "must not be empty if x-kubernetes-list-type is map"));
  }
  if (listType !== "map" && isJsonArray(keys) && keys.length > 0) {
    errors.push(forbidden(`${path}.x-kubernetes-list-type`, "must be map if x-kubernetes-list-map-keys is non-empty"));
  }
  if (listType === "map" && isJsonArray(keys) && isJsonObject(schema["items"])) {
    errors.push(...mapKeyErrors(keys, schema["items"], path));
  }
  return errors;
}

function mapKeyErrors(keys: readonly Json[], items: JsonObject, path: string): FieldError[] {
  const properties = isJsonObject(items["properties"]) ? items["properties"] : {};
  const requiredNames = isJsonArray(items["required"]) ? items["required"] : [];
  return keys.flatMap((key, index) => {
    const property = properties[String(key)];
    const at = `${path}.x-kubernetes-list-map-keys[${index}]`;
    if (!isJsonObject(property)) {
      return [invalid(at, key, "entries must all be names of item properties")];
    }
    if (property["default"] === undefined && !requiredNames.includes(key)) {
      const detail =
        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property";
      return [required(`${path}.items.properties[${String(key)}].default`, detail)];
    }
    return [];
  });
}

const structure = [
  ["type", "must be empty to be structural"],
  ["additionalProperties", "must be undefined to be structural"],
  ["default", "must be undefined to be structural"],
  ["title", "must be empty to be structural"],
  ["description", "must be empty to be structural"],
  ["nullable", "must be false to be structural"],
  ["x-kubernetes-preserve-unknown-fields", "must be false to be structural"],
  ["x-kubernetes-embedded-resource", "must be false to be structural"],
  ["x-kubernetes-int-or-string", "must be false to be structural"],
  ["x-kubernetes-list-map-keys", "must be empty to be structural"],
  ["x-kubernetes-list-type", "must be undefined to be structural"],
  ["x-kubernetes-map-type", "must be undefined to be structural"],
  ["x-kubernetes-validations", "must be empty to be structural"],
] as const;

/** Parts of allOf, anyOf, oneOf and not may restrict values, but not say what there is. */
function junctorErrors(schema: JsonObject, path: string, isIntOrString: boolean): FieldError[] {
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((junctor) => {
    const list = schema[junctor];
    if (!isJsonArray(list)) return [];
    return list.filter(isJsonObject).map((part, index) => ({ part, at: `${path}.${junctor}[${index}]` }));
  });
  const { not } = schema;
  if (isJsonObject(not)) parts.push({ part: not, at: `${path}.not` });
  return parts.flatMap(({ part, at }) => nestedErrors(part, at, isIntOrString));
}

function nestedErrors(part: JsonObject, path: string, mayNameType: boolean): FieldError[] {
  const errors = structure
    .filter(
      ([keyword]) => part[keyword] !== undefined && part[keyword] !== false && !(keyword === "type" && mayNameType),
    )
    .map(([keyword, detail]) => forbidden(`${path}.${keyword}`, detail));
  const properties = isJsonObject(part["properties"]) ? part["properties"] : {};
  const nested = Object.entries(properties).flatMap(([name, property]) =>
    isJsonObject(property) ? nestedErrors(property, `${path}.properties[${name}]`, false) : [],
  );
  const items = isJsonObject(part["items"]) ? nestedErrors(part["items"], `${path}.items`, false) : [];
  return [...errors, ...patternErrors(part, path), ...nested, ...items, ...junctorErrors(part, path, mayNameType)];
}
