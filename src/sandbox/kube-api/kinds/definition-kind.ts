import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { withMember, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { builtInKind } from "./built-in-kind.ts";
import { nameColumn } from "./columns.ts";
import { definitionErrors } from "./definition-errors.ts";
import { definitionSchema } from "./definition-schema.ts";
import { textAt, type Column, type Kind } from "./kind.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

const createdAt: Column = {
  name: "Created At",
  type: "date",
  format: "",
  description: "CreationTimestamp",
  priority: 0,
  cell: (object) => object.metadata.creationTimestamp,
};

/** CustomResourceDefinitions. */
export function definitionKind(): Kind {
  const kind = builtInKind({
    group: "apiextensions.k8s.io",
    version: "v1",
    plural: "customresourcedefinitions",
    kind: "CustomResourceDefinition",
    shortNames: ["crd", "crds"],
    namespaced: false,
    hasStatus: true,
    description: "",
    properties: {},
    columns: [nameColumn, createdAt],
    rules: {
      tracksGeneration: true,
      unconditionalUpdate: false,
      prepareCreate: (object) => withMember(withNames(object), "status", newStatus(object)),
      prepareUpdate: (object, old) => withMember(withNames(object), "status", old["status"]),
      validate: definitionErrors,
    },
  });
  return {
    ...kind,
    schema: definitionSchema(),
    storageVersion: "v1beta1",
    names: { ...kind.names, categories: ["api-extensions"] },
  };
}

/** Fills in the names that follow from others, and the conversion that is meant by none. */
function withNames(object: DraftObject): DraftObject {
  const spec = object["spec"];
  if (!isJsonObject(spec)) return object;
  const kind = textAt(spec, "names", "kind");
  const names = isJsonObject(spec["names"]) ? spec["names"] : {};
  return withMember(object, "spec", {
    ...spec,
    conversion: spec["conversion"] ?? { strategy: "None" },
    names: {
      ...names,
      singular: names["singular"] ?? kind.toLowerCase(),
      listKind: names["listKind"] ?? `${kind}List`,
    },
  });
}

function newStatus(object: DraftObject): JsonObject {
  const version = storageVersion(object);
  return {
    conditions: null,
    acceptedNames: { plural: "", kind: "" },
    storedVersions: version === undefined ? [] : [version],
  };
}

function storageVersion(object: DraftObject): Json | undefined {
  const spec = object["spec"];
  const versions = isJsonObject(spec) && isJsonArray(spec["versions"]) ? spec["versions"].filter(isJsonObject) : [];
  return versions.find((version) => version["storage"] === true)?.["name"];
}

/** The status once the names are accepted and the resource is served; keeps what it already says. */
export function establishedStatus(object: StoredObject, time: string): JsonObject {
  const spec = object["spec"];
  const status = isJsonObject(object["status"]) ? object["status"] : {};
  const before = isJsonArray(status["conditions"]) ? status["conditions"].filter(isJsonObject) : [];
  const condition = (type: string, reason: string, message: string): JsonObject =>
    before.find((known) => known["type"] === type && known["status"] === "True") ?? {
      type,
      status: "True",
      lastTransitionTime: time,
      reason,
      message,
    };
  const stored = isJsonArray(status["storedVersions"]) ? status["storedVersions"] : [];
  const version = storageVersion(object);
  return {
    conditions: [
      condition("NamesAccepted", "NoConflicts", "no conflicts found"),
      condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
    ],
    acceptedNames: isJsonObject(spec) ? (spec["names"] ?? {}) : {},
    storedVersions: version === undefined || stored.includes(version) ? stored : [...stored, version],
  };
}
