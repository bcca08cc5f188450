import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";

/** A definition's schema as OpenAPI clients get it: what extensions mean is said in OpenAPI's own words as well. */
export function publishedSchema(schema: JsonObject): JsonObject {
  const published = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, publish(keyword, value)]),
  );
  const isEither = schema["x-kubernetes-int-or-string"] === true && schema["anyOf"] === undefined;
  const isEmbedded = schema["x-kubernetes-embedded-resource"] === true;
  return {
    ...published,
    ...(isEither ? { anyOf: [{ type: "integer" }, { type: "string" }] } : {}),
    ...(isEmbedded ? embedded(published) : {}),
  };
}

function publish(keyword: string, value: Json | undefined): Json | undefined {
  switch (keyword) {
    case "properties":
      return isJsonObject(value) ? mapped(value) : value;
    case "items":
    case "additionalProperties":
      return isJsonObject(value) ? publishedSchema(value) : value;
    default:
      return value;
  }
}

function mapped(properties: JsonObject): JsonObject {
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isJsonObject(value) ? publishedSchema(value) : value]),
  );
}

/** The members that every embedded object has. */
function embedded(schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return {
    required: ["kind", "apiVersion"],
    properties: {
      ...properties,
      apiVersion: {
        type: "string",
        description: `apiVersion defines the versioned schema of this representation of an object. More info: ${conventions}#resources`,
      },
      kind: {
        type: "string",
        description: `kind is a string value representing the type of this object. In CamelCase. More info: ${conventions}#types-kinds`,
      },
      metadata: {
        allOf: [{ $ref: "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" }],
        description: `Standard object's metadata. More info: ${conventions}#metadata`,
      },
    },
  };
}

const conventions = "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";
