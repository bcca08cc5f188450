import { isJsonObject } from "../../../src/base/json.ts";
import { textsAt, rootSchemasOf } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt } from "./schema-nodes.ts";

/** What JSONSchemaProps of apiextensions.k8s.io/v1 has in Kubernetes 1.29 and a structural schema may use. */
const knownKeywords = new Set(
  [
    "type format description default enum required properties additionalProperties items anyOf nullable",
    "minLength maxLength pattern minimum maximum minItems maxItems minProperties maxProperties",
    "x-kubernetes-validations x-kubernetes-list-type x-kubernetes-list-map-keys x-kubernetes-map-type",
    "x-kubernetes-int-or-string x-kubernetes-preserve-unknown-fields",
  ].flatMap((keywords) => keywords.split(" ")),
);

const rootKeywords = ["type", "description", "required", "properties", "x-kubernetes-validations"];

/** Rules about the form that apiextensions asks of a schema. */
export const structureRules: readonly LintRule[] = [
  {
    name: "every schema has a type",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["type"] === undefined &&
        schema["x-kubernetes-int-or-string"] !== true &&
        schema["x-kubernetes-preserve-unknown-fields"] !== true
          ? "has no type"
          : undefined,
      ),
  },
  {
    name: "only keywords that the oldest supported Kubernetes knows",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) => {
        const unknown = Object.keys(schema).filter((keyword) => !knownKeywords.has(keyword));
        return unknown.length === 0 ? undefined : `has ${unknown.join(", ")}`;
      }),
  },
  {
    name: "an object has either properties or additionalProperties",
    problems: (crd) =>
      problemsAt(crd, ({ schema, path }) =>
        schema["type"] === "object" &&
        (schema["properties"] === undefined) === (schema["additionalProperties"] === undefined)
          ? `must have one of them${path}`
          : undefined,
      ),
  },
  {
    name: "what is required exists",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) => {
        const { properties } = schema;
        const missing = textsAt(schema, "required").filter(
          (name) => !isJsonObject(properties) || properties[name] === undefined,
        );
        return missing.length === 0 ? undefined : `requires ${missing.join(", ")}`;
      }),
  },
  {
    name: "the root has only the keywords that a status subresource allows",
    problems: (crd) =>
      rootSchemasOf(crd).flatMap((root) =>
        Object.keys(root)
          .filter((keyword) => !rootKeywords.includes(keyword))
          .map((keyword) => `the root has ${keyword}`),
      ),
  },
  {
    name: "alternatives are CEL rules, not anyOf, but for numbers that may be strings",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["anyOf"] !== undefined && schema["x-kubernetes-int-or-string"] !== true ? "has anyOf" : undefined,
      ),
  },
];
