import { isJsonObject, type JsonObject } from "../../../base/json.ts";
import { forbidden, invalid, type FieldError } from "../errors/field-error.ts";
import { equalJson } from "../objects/equal-json.ts";
import { withMember, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { builtInKind } from "./built-in-kind.ts";
import { ageColumn, nameColumn, textColumn } from "./columns.ts";
import { textAt, type Kind } from "./kind.ts";

const text: JsonObject = { type: "string" };
const texts: JsonObject = { type: "object", additionalProperties: text };
const base64Values: JsonObject = { type: "object", additionalProperties: { type: "string", format: "byte" } };

export const configMapKind: Kind = builtInKind({
  group: "",
  version: "v1",
  plural: "configmaps",
  kind: "ConfigMap",
  shortNames: ["cm"],
  namespaced: true,
  description: "ConfigMap holds configuration data for other objects to consume.",
  properties: {
    data: { ...texts, description: "UTF-8 values by key." },
    binaryData: { ...base64Values, description: "Other values by key." },
    immutable: { type: "boolean", description: "If true, only the metadata can be changed." },
  },
  columns: [nameColumn, textColumn("Data", (object) => size(object, "data") + size(object, "binaryData")), ageColumn],
  rules: { validate: (object, old) => [...keyErrors(object, "data"), ...immutableErrors(object, old)] },
});

export const secretKind: Kind = builtInKind({
  group: "",
  version: "v1",
  plural: "secrets",
  kind: "Secret",
  namespaced: true,
  description: "Secret holds secret data of a certain type.",
  properties: {
    data: { ...base64Values, description: "Base64 values by key." },
    stringData: { ...texts, description: "Plain values by key; only to write." },
    type: { ...text, default: "Opaque", description: "What the secret is for." },
    immutable: { type: "boolean", description: "If true, only the metadata can be changed." },
  },
  columns: [
    nameColumn,
    textColumn("Type", (object) => textAt(object, "type")),
    textColumn("Data", (object) => size(object, "data")),
    ageColumn,
  ],
  rules: {
    selectableFields: (object) => ({ type: textAt(object, "type") }),
    prepareCreate: storeStringData,
    prepareUpdate: storeStringData,
    validate: (object, old) => [
      ...keyErrors(object, "data"),
      ...(old === undefined || object["type"] === old["type"]
        ? []
        : [invalid("type", textAt(object, "type"), "field is immutable")]),
      ...immutableErrors(object, old),
    ],
  },
});

export const serviceAccountKind: Kind = builtInKind({
  group: "",
  version: "v1",
  plural: "serviceaccounts",
  kind: "ServiceAccount",
  shortNames: ["sa"],
  namespaced: true,
  description: "ServiceAccount is the identity of processes that run in a pod.",
  properties: {
    automountServiceAccountToken: { type: "boolean" },
    imagePullSecrets: { type: "array", items: { type: "object", properties: { name: text } } },
    secrets: { type: "array", items: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
  },
});

export const leaseKind: Kind = builtInKind({
  group: "coordination.k8s.io",
  version: "v1",
  plural: "leases",
  kind: "Lease",
  namespaced: true,
  description: "Lease defines a lease concept.",
  properties: {
    spec: {
      type: "object",
      properties: {
        acquireTime: { type: "string", format: "date-time", nullable: true },
        holderIdentity: text,
        leaseDurationSeconds: { type: "integer" },
        leaseTransitions: { type: "integer" },
        preferredHolder: text,
        renewTime: { type: "string", format: "date-time", nullable: true },
        strategy: text,
      },
    },
  },
  columns: [nameColumn, textColumn("Holder", (object) => textAt(object, "spec", "holderIdentity")), ageColumn],
  rules: { createOnUpdate: true, unconditionalUpdate: false, validate: leaseErrors },
});

function size(object: StoredObject, member: string): number {
  const value = object[member];
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

/** What `stringData` holds becomes part of `data`, base64. */
function storeStringData(given: DraftObject): DraftObject {
  const object = given["type"] === "" ? withMember(given, "type", "Opaque") : given;
  const plain = object["stringData"];
  if (!isJsonObject(plain)) return object;
  const encoded = Object.entries(plain).map(([key, value]): [string, string] => [
    key,
    Buffer.from(String(value)).toString("base64"),
  ]);
  const data = isJsonObject(object["data"]) ? object["data"] : {};
  return withMember(withMember(object, "stringData", undefined), "data", { ...data, ...Object.fromEntries(encoded) });
}

const keyText =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or " +
  "'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

function keyErrors(object: DraftObject, member: string): FieldError[] {
  const data = object[member];
  if (!isJsonObject(data)) return [];
  return Object.keys(data)
    .filter((key) => !/^[-._a-zA-Z0-9]+$/.test(key))
    .map((key) => invalid(`${member}[${key}]`, key, keyText));
}

function immutableErrors(object: DraftObject, old: StoredObject | undefined): FieldError[] {
  if (old?.["immutable"] !== true) return [];
  if (object["immutable"] !== true) return [forbidden("immutable", "field is immutable when `immutable` is set")];
  return ["data", "binaryData"]
    .filter((member) => !equalJson(object[member], old[member]))
    .map((member) => forbidden(member, "field is immutable when `immutable` is set"));
}

function leaseErrors(object: DraftObject): FieldError[] {
  const spec = object["spec"];
  if (!isJsonObject(spec)) return [];
  const { leaseDurationSeconds, leaseTransitions } = spec;
  return [
    ...(typeof leaseDurationSeconds === "number" && leaseDurationSeconds <= 0
      ? [invalid("spec.leaseDurationSeconds", leaseDurationSeconds, "must be greater than 0")]
      : []),
    ...(typeof leaseTransitions === "number" && leaseTransitions < 0
      ? [invalid("spec.leaseTransitions", leaseTransitions, "must be greater than or equal to 0")]
      : []),
  ];
}
