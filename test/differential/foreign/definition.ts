import type { JsonObject } from "../../../src/base/json.ts";

/** A foreign kind: nothing in it comes from this project's own resources. */
export interface ForeignKind {
  readonly plural: string;
  readonly definition: JsonObject;
}

export const foreignGroup = "foreign.example.com";

interface ForeignKindInput {
  readonly kind: string;
  readonly plural: string;
  readonly scope: "Namespaced" | "Cluster";
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly schema: JsonObject;
  /** Further members of the version: subresources, columns, selectable fields. */
  readonly version?: JsonObject;
}

/** The CustomResourceDefinition of a kind with the one version v1. */
export function foreignKind({
  kind,
  plural,
  scope,
  shortNames,
  categories,
  schema,
  version,
}: ForeignKindInput): ForeignKind {
  return {
    plural,
    definition: {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: `${plural}.${foreignGroup}` },
      spec: {
        group: foreignGroup,
        scope,
        names: {
          kind,
          plural,
          ...(shortNames === undefined ? {} : { shortNames }),
          ...(categories === undefined ? {} : { categories }),
        },
        versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema }, ...version }],
      },
    },
  };
}

/** Where a foreign kind's objects are, in the scenario's namespace. */
export function collection(plural: string): string {
  return `/apis/${foreignGroup}/v1/namespaces/{{ns}}/${plural}`;
}
