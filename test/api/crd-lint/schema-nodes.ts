import { isJsonObject } from "../../../src/base/json.ts";
import type { JsonObject } from "../../../src/base/json.ts";
import { textsAt, objectAt, rootSchemasOf } from "./crd.ts";

/** One schema inside a CRD. */
export interface SchemaNode {
  /** Such as `.spec.tags[].key`; empty for the root. */
  readonly path: string;
  /** The name of the property; undefined for items, values of maps and the root. */
  readonly name: string | undefined;
  readonly schema: JsonObject;
  readonly required: boolean;
  /** Whether it is inside a list whose items have no identity, so that there is no old value to compare with. */
  readonly uncorrelated: boolean;
}

/**
 * Every schema of a CRD that is ours to shape: the three members that every object has are Kubernetes' own.
 */
export function schemaNodes(crd: JsonObject): readonly SchemaNode[] {
  return rootSchemasOf(crd)
    .flatMap((schema) => below({ path: "", name: undefined, schema, required: true, uncorrelated: false }))
    .filter(({ path }) => ![".apiVersion", ".kind", ".metadata"].includes(path));
}

/** Those nodes with a problem, each with its place. */
export function problemsAt(crd: JsonObject, problemOf: (node: SchemaNode) => string | undefined): readonly string[] {
  return schemaNodes(crd).flatMap((node) => {
    const problem = problemOf(node);
    return problem === undefined ? [] : [`${node.path === "" ? "the root" : node.path} ${problem}`];
  });
}

function below(node: SchemaNode): readonly SchemaNode[] {
  const { schema, path, uncorrelated } = node;
  const required = textsAt(schema, "required");
  const properties = Object.entries(objectAt(schema, "properties")).flatMap(([name, member]) =>
    isJsonObject(member)
      ? below({ path: `${path}.${name}`, name, schema: member, required: required.includes(name), uncorrelated })
      : [],
  );
  const { items, additionalProperties } = schema;
  const anonymous = { name: undefined, required: true };
  return [
    node,
    ...properties,
    ...(isJsonObject(items)
      ? below({
          ...anonymous,
          path: `${path}[]`,
          schema: items,
          uncorrelated: uncorrelated || schema["x-kubernetes-list-type"] !== "map",
        })
      : []),
    ...(isJsonObject(additionalProperties)
      ? below({ ...anonymous, path: `${path}{}`, schema: additionalProperties, uncorrelated })
      : []),
  ];
}
