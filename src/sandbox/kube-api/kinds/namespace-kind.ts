import { withMember, withMeta, type DraftObject } from "../objects/kube-object.ts";
import { labelErrors } from "../objects/name-rules.ts";
import { builtInKind } from "./built-in-kind.ts";
import { ageColumn, nameColumn, textColumn } from "./columns.ts";
import { textAt, type Kind } from "./kind.ts";

export const namespaceKind: Kind = builtInKind({
  group: "",
  version: "v1",
  plural: "namespaces",
  kind: "Namespace",
  shortNames: ["ns"],
  namespaced: false,
  hasStatus: true,
  verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  description: "Namespace provides a scope for names.",
  properties: {
    spec: { type: "object", properties: { finalizers: { type: "array", items: { type: "string" } } } },
    status: {
      type: "object",
      properties: {
        phase: { type: "string" },
        conditions: { type: "array", items: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    },
  },
  columns: [nameColumn, textColumn("Status", (object) => textAt(object, "status", "phase")), ageColumn],
  rules: {
    nameErrors: labelErrors,
    selectableFields: (object) => ({ "status.phase": textAt(object, "status", "phase") }),
    prepareCreate: (object) =>
      withMember(withMember(withNameLabel(object), "spec", { finalizers: ["kubernetes"] }), "status", {
        phase: "Active",
      }),
    prepareUpdate: (object, old) =>
      withMember(withMember(withNameLabel(object), "spec", old["spec"]), "status", old["status"]),
  },
});

/** Every namespace has a label with its own name, which selectors of other objects rely on. */
function withNameLabel(object: DraftObject): DraftObject {
  const { name = "", labels } = object.metadata;
  return name === "" ? object : withMeta(object, { labels: { ...labels, "kubernetes.io/metadata.name": name } });
}
