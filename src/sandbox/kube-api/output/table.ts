import type { Json, JsonObject } from "../../../base/json.ts";
import type { Column } from "../kinds/kind.ts";
import type { StoredObject } from "../objects/kube-object.ts";

/** How much of each object a table carries along. */
export type IncludeObject = "None" | "Metadata" | "Object";

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly includeObject: IncludeObject;
  readonly metaVersion: "v1" | "v1beta1";
  readonly nowMs: number;
}

/** The objects as rows. `definitions: false` leaves out what the columns are, as later frames of a watch do. */
export function toTable(
  objects: readonly StoredObject[],
  metadata: JsonObject,
  options: TableOptions,
  definitions = true,
): JsonObject {
  return {
    kind: "Table",
    apiVersion: `meta.k8s.io/${options.metaVersion}`,
    metadata,
    columnDefinitions: definitions ? options.columns.map(definitionOf) : null,
    rows: objects.map((object) => ({
      cells: options.columns.map((column) => column.cell(object, options.nowMs)),
      object: rowObject(object, options),
    })),
  };
}

function definitionOf({ name, type, format, description, priority }: Column): JsonObject {
  return { name, type, format, description, priority };
}

function rowObject(object: StoredObject, { includeObject, metaVersion }: TableOptions): Json {
  if (includeObject === "None") return null;
  return includeObject === "Object" ? object : toPartialMetadata(object, metaVersion);
}

/** Only the metadata of an object. */
export function toPartialMetadata(object: StoredObject, metaVersion: "v1" | "v1beta1"): JsonObject {
  return { kind: "PartialObjectMetadata", apiVersion: `meta.k8s.io/${metaVersion}`, metadata: object.metadata };
}
