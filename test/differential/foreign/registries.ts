import { foreignKind } from "./definition.ts";

/** A cluster-scoped kind that keeps whatever it is given. */
export const registries = foreignKind({
  kind: "Registry",
  plural: "registries",
  scope: "Cluster",
  categories: ["foreign"],
  schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
});
