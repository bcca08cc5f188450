import type { Json, JsonObject } from "../../../base/json.ts";
import type { FieldError } from "../errors/field-error.ts";
import type { DraftObject, StoredObject } from "../objects/kube-object.ts";
import type { Schema } from "../schema/schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

/** The names under which clients find a kind. */
export interface KindNames {
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly listKind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
}

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "date";
  readonly format: string;
  readonly description: string;
  /** Above 0: only with `-o wide`. */
  readonly priority: number;
  /** What stands in the cell; ages are told at `nowMs`. */
  cell(object: StoredObject, nowMs: number): Json;
}

/** One version of a resource that the API serves. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly names: KindNames;
  readonly namespaced: boolean;
  /** Where its objects are kept: the same for all versions of a resource, and for both groups that serve events. */
  readonly resource: string;
  readonly verbs: readonly Verb[];
  /** The version in which its objects are kept. */
  readonly storageVersion: string;
  readonly hasStatus: boolean;
  readonly schema: Schema;
  readonly columns: readonly Column[];
  readonly rules: KindRules;
  /** The paths of custom fields that field selectors may name, without the dot before them. */
  readonly selectable: readonly string[];
  /** A text that goes as a Warning with every answer. */
  readonly deprecation?: string | undefined;
}

/** In what the API treats kinds differently. */
export interface KindRules {
  /** Custom resources are decoded, patched and refused in other words than the kinds that the server was built with. */
  readonly isCustom: boolean;
  /** The group that stands in refusals, where it is another one: events are kept as those of the core group. */
  readonly errorGroup?: string;
  /** Whether metadata.generation counts the changes outside of metadata and status. */
  readonly tracksGeneration: boolean;
  /** Whether a PUT without resourceVersion is taken. */
  readonly unconditionalUpdate: boolean;
  /** Whether a PUT may create. */
  readonly createOnUpdate: boolean;
  /** What is wrong with a name, or with a prefix for generated names. */
  nameErrors(name: string, isPrefix: boolean): readonly string[];
  /** The fields that field selectors may name, beside metadata.name and metadata.namespace. */
  selectableFields(object: StoredObject): Readonly<Record<string, string>>;
  /** For kinds that are only asked about and never kept: the answer. */
  answerCreate?(object: DraftObject): DraftObject;
  /** Fills in what the server itself sets before a new object is validated. */
  prepareCreate?(object: DraftObject): DraftObject;
  /** The same for an update of the object itself. */
  prepareUpdate?(object: DraftObject, old: StoredObject): DraftObject;
  /** What is wrong beside the metadata. Without `old` the object is new. */
  validate(object: DraftObject, old?: StoredObject): readonly FieldError[];
  /** What is wrong with an update of the status. */
  validateStatus?(object: DraftObject, old: StoredObject): readonly FieldError[];
  /** Between the form in which objects are kept and that of this version; absent where only apiVersion differs. */
  readonly conversion?: {
    toStored(object: DraftObject): DraftObject;
    fromStored(object: StoredObject): StoredObject;
  };
}

export function apiVersionOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === "" ? version : `${group}/${version}`;
}

/** The text of the member at a path, "" where there is none. */
export function textAt(object: JsonObject, ...path: readonly string[]): string {
  let value: Json | undefined = object;
  for (const member of path) {
    if (typeof value !== "object" || value === null || isJsonArray(value)) return "";
    value = value[member];
  }
  return typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? `${value}` : "";
}
