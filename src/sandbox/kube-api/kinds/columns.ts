import { age } from "./age.ts";
import type { Json } from "../../../base/json.ts";
import type { StoredObject } from "../objects/kube-object.ts";
import type { Column } from "./kind.ts";

const nameDescription =
  "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a " +
  "client to request the generation of an appropriate name automatically. Name is primarily intended for creation " +
  "idempotence and configuration definition. Cannot be updated. More info: " +
  "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

export const nameColumn: Column = {
  name: "Name",
  type: "string",
  format: "name",
  description: nameDescription,
  priority: 0,
  cell: (object) => object.metadata.name,
};

/** A column of text. */
export function textColumn(name: string, cell: (object: StoredObject, nowMs: number) => Json, priority = 0): Column {
  return { name, type: "string", format: "", description: name, priority, cell };
}

export const ageColumn: Column = textColumn("Age", (object, nowMs) => age(object.metadata.creationTimestamp, nowMs));
