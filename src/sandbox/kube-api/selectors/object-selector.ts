import type { Kind } from "../kinds/kind.ts";
import type { StoredObject } from "../objects/kube-object.ts";
import { parseFieldSelector } from "./field-selector.ts";
import { parseLabelSelector } from "./label-selector.ts";

/** Whether a request is about an object of its kind. */
export type ObjectSelector = (object: StoredObject) => boolean;

const probe: StoredObject = {
  apiVersion: "",
  kind: "",
  metadata: { name: "", uid: "", creationTimestamp: "", resourceVersion: "" },
};

/** What labelSelector, fieldSelector and the namespace of a request leave. @throws ApiError 400 */
export function objectSelector(kind: Kind, namespace: string | undefined, query: URLSearchParams): ObjectSelector {
  const labels = query.get("labelSelector") ?? "";
  const fields = query.get("fieldSelector") ?? "";
  const inNamespace = namespace === undefined || !kind.namespaced ? undefined : namespace;
  const byLabels = labels === "" ? undefined : parseLabelSelector(labels);
  const known = [
    "metadata.name",
    ...(kind.namespaced ? ["metadata.namespace"] : []),
    ...Object.keys(kind.rules.selectableFields(probe)),
  ];
  const byFields = fields === "" ? undefined : parseFieldSelector(fields, known);
  return (object) => {
    const { metadata } = object;
    if (inNamespace !== undefined && metadata.namespace !== inNamespace) return false;
    if (byLabels !== undefined && !byLabels(metadata.labels ?? {})) return false;
    if (byFields === undefined) return true;
    const own = { "metadata.name": metadata.name, "metadata.namespace": metadata.namespace ?? "" };
    return byFields({ ...kind.rules.selectableFields(object), ...own });
  };
}
