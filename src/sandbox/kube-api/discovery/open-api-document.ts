import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import { metadataSchema } from "../objects/metadata-schema.ts";
import { serverVersion } from "./server-version.ts";
import { publishedSchema } from "./published-schema.ts";
import type { ServedVersion } from "./resources.ts";

const metaName = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const listMetaName = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

/** The OpenAPI 3 document of one version of a group, as far as kubectl's explain, apply and diff read it. */
export function openApiDocument({ kinds }: ServedVersion): JsonObject {
  const schemas = kinds.flatMap((kind): [string, JsonObject][] => [
    [schemaName(kind), kindSchema(kind)],
    [`${schemaName(kind)}List`, listSchema(kind)],
  ]);
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: serverVersion },
    paths: Object.fromEntries(kinds.flatMap(pathsOf)),
    components: {
      schemas: {
        ...Object.fromEntries(schemas),
        [metaName]: withoutNullable(metadataSchema),
        [listMetaName]: {
          type: "object",
          properties: { continue: { type: "string" }, resourceVersion: { type: "string" } },
        },
      },
    },
  };
}

function schemaName({ group, version, names, rules }: Kind): string {
  if (rules.isCustom) return `${group.split(".").toReversed().join(".")}.${version}.${names.kind}`;
  const part = group === "" ? "core" : (group.split(".", 1)[0] ?? group);
  return `io.k8s.api.${part}.${version}.${names.kind}`;
}

function identity({ group, version, names }: Kind): JsonObject {
  return { group, version, kind: names.kind };
}

const conventions = "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md";

const typeMembers: JsonObject = {
  apiVersion: {
    type: "string",
    description:
      "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized " +
      "schemas to the latest internal value, and may reject unrecognized values. More info: " +
      `${conventions}#resources`,
  },
  kind: {
    type: "string",
    description:
      "Kind is a string value representing the REST resource this object represents. Servers may infer this from the " +
      "endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: " +
      `${conventions}#types-kinds`,
  },
};

function reference(name: string, description: string): JsonObject {
  return { allOf: [{ $ref: `#/components/schemas/${name}` }], description };
}

function kindSchema(kind: Kind): JsonObject {
  const published = publishedSchema(kind.schema.source);
  const properties = published["properties"];
  return {
    ...published,
    properties: {
      ...(isJsonObject(properties) ? properties : {}),
      ...typeMembers,
      metadata: reference(metaName, `Standard object's metadata. More info: ${conventions}#metadata`),
    },
    "x-kubernetes-group-version-kind": [identity(kind)],
    ...selectableFields(kind),
  };
}

function listSchema(kind: Kind): JsonObject {
  return {
    type: "object",
    required: ["items"],
    description: `${kind.names.listKind} is a list of ${kind.names.kind}`,
    properties: {
      ...typeMembers,
      items: {
        type: "array",
        description: `List of ${kind.names.plural}. More info: ${conventions}`,
        items: { $ref: `#/components/schemas/${schemaName(kind)}` },
      },
      metadata: reference(listMetaName, `Standard list metadata. More info: ${conventions}#types-kinds`),
    },
    "x-kubernetes-group-version-kind": [{ ...identity(kind), kind: kind.names.listKind }],
    ...selectableFields(kind),
  };
}

function selectableFields({ selectable }: Kind): JsonObject {
  if (selectable.length === 0) return {};
  return { "x-kubernetes-selectable-fields": selectable.map((fieldPath) => ({ fieldPath })) };
}

function withoutNullable(schema: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(schema, (name, value: Json) => (name === "nullable" ? undefined : value)),
  ) as JsonObject;
}

function pathsOf(kind: Kind): [string, JsonObject][] {
  const base = `${kind.group === "" ? "/api" : "/apis"}/${apiVersionOf(kind)}`;
  const all = `${base}/${kind.names.plural}`;
  const collection = kind.namespaced ? `${base}/namespaces/{namespace}/${kind.names.plural}` : all;
  const operation = (action: string): JsonObject => ({
    parameters: action === "get" || action === "list" ? [] : writeParameters,
    responses: { "200": { description: "OK" } },
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": identity(kind),
  });
  const serves = (verb: string): boolean => kind.verbs.some((own) => own === verb);
  const many: JsonObject = {
    ...(serves("list") ? { get: operation("list") } : {}),
    ...(serves("create") ? { post: operation("post") } : {}),
    ...(serves("deletecollection") ? { delete: operation("deletecollection") } : {}),
  };
  const one: JsonObject = {
    get: operation("get"),
    put: operation("put"),
    patch: operation("patch"),
    delete: operation("delete"),
  };
  const status: JsonObject = { get: operation("get"), put: operation("put"), patch: operation("patch") };
  return [
    ...(kind.namespaced && serves("list") ? [[all, { get: operation("list") }] satisfies [string, JsonObject]] : []),
    [collection, many],
    ...(serves("get") ? [[`${collection}/{name}`, one] satisfies [string, JsonObject]] : []),
    ...(kind.hasStatus ? [[`${collection}/{name}/status`, status] satisfies [string, JsonObject]] : []),
  ];
}

const writeParameters: readonly JsonObject[] = ["dryRun", "fieldManager", "fieldValidation", "force"].map((name) => ({
  name,
  in: "query",
  schema: { type: name === "force" ? "boolean" : "string", uniqueItems: true },
}));
