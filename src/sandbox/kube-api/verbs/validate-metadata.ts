import type { JsonObject } from "../../../base/json.ts";
import { forbidden, invalid, required, tooLong, type FieldError } from "../errors/field-error.ts";
import { equalJson } from "../objects/equal-json.ts";
import type { DraftMeta, StoredMeta } from "../objects/kube-object.ts";
import { labelErrors, labelValueErrors, qualifiedNameErrors } from "../objects/name-rules.ts";

const annotationLimitBytes = 256 * 1024;

/** What of a kind the checks of metadata need. */
export interface MetadataRules {
  readonly namespaced: boolean;
  nameErrors(name: string, isPrefix: boolean): readonly string[];
}

/** What is wrong with an object's metadata, new or updated. */
export function metadataErrors(meta: DraftMeta, rules: MetadataRules): FieldError[] {
  return [
    ...nameFieldErrors(meta, rules),
    ...namespaceErrors(meta, rules.namespaced),
    ...labelsErrors(meta.labels ?? {}),
    ...annotationsErrors(meta.annotations ?? {}),
    ...(meta.ownerReferences ?? []).flatMap(ownerErrors),
    ...(meta.finalizers ?? []).flatMap((finalizer) =>
      qualifiedNameErrors(finalizer).map((message) => invalid("metadata.finalizers", finalizer, message)),
    ),
  ];
}

function nameFieldErrors(meta: DraftMeta, rules: MetadataRules): FieldError[] {
  const { name = "", generateName = "" } = meta;
  const prefix = generateName === "" ? [] : rules.nameErrors(generateName, true);
  return [
    ...prefix.map((message) => invalid("metadata.generateName", generateName, message)),
    ...(name === ""
      ? [required("metadata.name", "name or generateName is required")]
      : rules.nameErrors(name, false).map((message) => invalid("metadata.name", name, message))),
  ];
}

function namespaceErrors({ namespace = "" }: DraftMeta, namespaced: boolean): FieldError[] {
  if (!namespaced) return namespace === "" ? [] : [forbidden("metadata.namespace", "not allowed on this type")];
  if (namespace === "") return [required("metadata.namespace")];
  return labelErrors(namespace).map((message) => invalid("metadata.namespace", namespace, message));
}

function labelsErrors(labels: Readonly<Record<string, string>>): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...qualifiedNameErrors(key).map((message) => invalid("metadata.labels", key, message)),
    ...labelValueErrors(value).map((message) => invalid("metadata.labels", value, message)),
  ]);
}

function annotationsErrors(annotations: Readonly<Record<string, string>>): FieldError[] {
  const entries = Object.entries(annotations);
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [
    ...entries.flatMap(([key]) =>
      qualifiedNameErrors(key.toLowerCase()).map((message) => invalid("metadata.annotations", key, message)),
    ),
    ...(bytes > annotationLimitBytes ? [tooLong("metadata.annotations", annotationLimitBytes)] : []),
  ];
}

function ownerErrors(owner: JsonObject): FieldError[] {
  return ["apiVersion", "kind", "name", "uid"]
    .filter((member) => (owner[member] ?? "") === "")
    .map((member) => {
      const detail = member === "apiVersion" ? "version must not be empty" : "must not be empty";
      return invalid(`metadata.ownerReferences.${member}`, "", detail);
    });
}

/** What an update changes of the metadata that must not change. */
export function metadataUpdateErrors(meta: DraftMeta, old: StoredMeta): FieldError[] {
  const added = (meta.finalizers ?? []).filter((finalizer) => old.finalizers?.includes(finalizer) !== true);
  const finalizers =
    old.deletionTimestamp === undefined || added.length === 0
      ? []
      : [
          forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers " +
              `[]string{${added
                .toSorted()
                .map((name) => JSON.stringify(name))
                .join(", ")}}`,
          ),
        ];
  const immutable = (["name", "namespace", "uid"] as const)
    .filter((member) => !equalJson(meta[member], old[member]))
    .map((member) => invalid(`metadata.${member}`, meta[member] ?? "", "field is immutable"));
  return [...finalizers, ...immutable];
}

const standardFinalizers = new Set(["orphan", "foregroundDeletion", "kubernetes"]);

/** Warnings about finalizers that an update or creation adds. */
export function finalizerWarnings(meta: DraftMeta, old: DraftMeta | undefined): string[] {
  return (meta.finalizers ?? [])
    .filter((name) => old?.finalizers?.includes(name) !== true)
    .toSorted()
    .filter((name) => !name.includes("/") && !standardFinalizers.has(name))
    .map((name) => {
      const path = name.includes(".") ? " including a path (/)" : "";
      return (
        `metadata.finalizers: ${JSON.stringify(name)}: prefer a domain-qualified finalizer name${path} to avoid ` +
        "accidental conflicts with other finalizer writers"
      );
    });
}
