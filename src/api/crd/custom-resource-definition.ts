import type { JsonObject } from "../../base/json.ts";
import { category } from "../group.ts";
import { structuralSchema } from "../schema/structural-schema.ts";

/** One column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: "string" | "integer" | "date";
  readonly jsonPath: string;
  readonly description: string;
  /** Above zero: shown with `-o wide` only. */
  readonly priority?: number;
}

/** What a kind's CRD is made from. */
export interface KindDefinition {
  readonly type: {
    readonly group: string;
    readonly version: string;
    readonly plural: string;
    readonly kind: string;
    readonly namespaced: boolean;
  };
  readonly shortName: string;
  readonly schema: object;
  readonly columns: readonly PrinterColumn[];
}

/** The CustomResourceDefinition of a kind, with nothing in it that Kubernetes 1.29 does not know. */
export function customResourceDefinition({ type, shortName, schema, columns }: KindDefinition): JsonObject {
  const singular = type.kind.toLowerCase();
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${type.plural}.${type.group}` },
    spec: {
      group: type.group,
      names: {
        kind: type.kind,
        listKind: `${type.kind}List`,
        plural: type.plural,
        singular,
        shortNames: [shortName],
        categories: [category],
      },
      scope: type.namespaced ? "Namespaced" : "Cluster",
      versions: [
        {
          name: type.version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: structuralSchema(schema) },
          subresources: { status: {} },
          additionalPrinterColumns: columns.map((column) => ({ ...column })),
        },
      ],
    },
  };
}
