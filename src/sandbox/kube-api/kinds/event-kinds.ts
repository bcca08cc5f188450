import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { invalid, required, type FieldError } from "../errors/field-error.ts";
import type { DraftObject, StoredObject } from "../objects/kube-object.ts";
import { age } from "./age.ts";
import { builtInKind } from "./built-in-kind.ts";
import { nameColumn, textColumn } from "./columns.ts";
import { textAt, type Column, type Kind } from "./kind.ts";

const text: JsonObject = { type: "string" };
const moment: JsonObject = { type: "string", format: "date-time", nullable: true };
const reference: JsonObject = {
  type: "object",
  properties: {
    apiVersion: text,
    fieldPath: text,
    kind: text,
    name: text,
    namespace: text,
    resourceVersion: text,
    uid: text,
  },
};
const source: JsonObject = { type: "object", properties: { component: text, host: text } };
const series: JsonObject = { type: "object", properties: { count: { type: "integer" }, lastObservedTime: moment } };

/** The same member under its name in core/v1 and in events.k8s.io/v1. */
const renamed: readonly (readonly [core: string, current: string])[] = [
  ["involvedObject", "regarding"],
  ["message", "note"],
  ["reportingComponent", "reportingController"],
  ["source", "deprecatedSource"],
  ["firstTimestamp", "deprecatedFirstTimestamp"],
  ["lastTimestamp", "deprecatedLastTimestamp"],
  ["count", "deprecatedCount"],
];

/** Events as they were first, and as they are kept. */
export const coreEventKind: Kind = builtInKind({
  group: "",
  version: "v1",
  plural: "events",
  kind: "Event",
  shortNames: ["ev"],
  namespaced: true,
  description: "Event is a report of an event somewhere in the cluster.",
  properties: {
    action: text,
    count: { type: "integer" },
    eventTime: moment,
    firstTimestamp: moment,
    involvedObject: { ...reference, default: {} },
    lastTimestamp: moment,
    message: text,
    reason: text,
    related: reference,
    reportingComponent: { ...text, default: "" },
    reportingInstance: { ...text, default: "" },
    series,
    source: { ...source, default: {} },
    type: text,
  },
  columns: eventColumns(),
  rules: {
    createOnUpdate: true,
    selectableFields: (object) => eventFields(object, "involvedObject"),
    validate: coreEventErrors,
    conversion: {
      toStored: (object) => object,
      fromStored: (object) => ({
        ...object,
        eventTime: object["eventTime"] ?? null,
        firstTimestamp: object["firstTimestamp"] ?? null,
        lastTimestamp: object["lastTimestamp"] ?? null,
      }),
    },
  },
});

/** Events as controllers write them today. */
export const currentEventKind: Kind = builtInKind({
  group: "events.k8s.io",
  version: "v1",
  plural: "events",
  kind: "Event",
  shortNames: ["ev"],
  namespaced: true,
  resource: "events",
  description: "Event is a report of an event somewhere in the cluster.",
  properties: {
    action: text,
    deprecatedCount: { type: "integer" },
    deprecatedFirstTimestamp: moment,
    deprecatedLastTimestamp: moment,
    deprecatedSource: source,
    eventTime: moment,
    note: text,
    reason: text,
    regarding: reference,
    related: reference,
    reportingController: text,
    reportingInstance: text,
    series,
    type: text,
  },
  columns: eventColumns(),
  rules: {
    errorGroup: "",
    createOnUpdate: true,
    selectableFields: (object) => eventFields(object, "regarding"),
    validate: currentEventErrors,
    conversion: { toStored: toCore, fromStored: fromCore },
  },
});

function toCore(object: DraftObject): DraftObject {
  const result = rename(object, (core, current) => [current, core]);
  return {
    ...result,
    apiVersion: "v1",
    kind: "Event",
    metadata: object.metadata,
    involvedObject: result["involvedObject"] ?? {},
    source: result["source"] ?? {},
    reportingComponent: result["reportingComponent"] ?? "",
    reportingInstance: result["reportingInstance"] ?? "",
  };
}

function fromCore(object: StoredObject): StoredObject {
  const result = rename(object, (core, current) => [core, current]);
  return {
    ...result,
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: object.metadata,
    eventTime: result["eventTime"] ?? null,
    regarding: result["regarding"] ?? {},
    deprecatedSource: result["deprecatedSource"] ?? {},
    deprecatedFirstTimestamp: result["deprecatedFirstTimestamp"] ?? null,
    deprecatedLastTimestamp: result["deprecatedLastTimestamp"] ?? null,
    reportingController: result["reportingController"] === "" ? undefined : result["reportingController"],
    reportingInstance: result["reportingInstance"] === "" ? undefined : result["reportingInstance"],
  };
}

function rename(
  object: JsonObject,
  direction: (core: string, current: string) => [from: string, to: string],
): JsonObject {
  const names = new Map(renamed.map(([core, current]) => direction(core, current)));
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names.get(name) ?? name, value]));
}

function eventFields(object: StoredObject, subject: "involvedObject" | "regarding"): Record<string, string> {
  const names = ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];
  return {
    ...Object.fromEntries(names.map((name) => [`${subject}.${name}`, textAt(object, subject, name)])),
    reason: textAt(object, "reason"),
    reportingComponent: textAt(object, "reportingComponent") || textAt(object, "reportingController"),
    source: textAt(object, "source", "component") || textAt(object, "reportingComponent"),
    type: textAt(object, "type"),
  };
}

function coreEventErrors(object: DraftObject): FieldError[] {
  const regarded = textAt(object, "involvedObject", "namespace");
  const { namespace = "" } = object.metadata;
  // What is in no namespace is told of in the default one.
  if (regarded === namespace || (regarded === "" && namespace === "default")) return [];
  return [invalid("involvedObject.namespace", regarded, "does not match event.namespace")];
}

const noteLimit = 1024;

/** Rules that came with the new group; events from the time before are exempt, which is told by eventTime. */
function currentEventErrors(object: DraftObject, old?: StoredObject): FieldError[] {
  if (old !== undefined) return [];
  const missing = ["eventTime", "reportingController", "reportingInstance", "action", "reason"].filter(
    (member) => (object[member] ?? "") === "",
  );
  const type = textAt(object, "type");
  const isKnownType = type === "Normal" || type === "Warning";
  const isTooLong = textAt(object, "note").length > noteLimit;
  return [
    ...missing.map((member) => required(member)),
    ...(isKnownType ? [] : [invalid("type", "", `has invalid value: ${type}`)]),
    ...(isTooLong ? [invalid("message", "", `can have at most ${noteLimit} characters`)] : []),
  ];
}

function eventColumns(): readonly Column[] {
  const either = (object: StoredObject, core: string, current: string): Json => object[core] ?? object[current] ?? null;
  const lastSeen = (object: StoredObject, nowMs: number): string => {
    const observed = object["series"];
    const time = isJsonObject(observed)
      ? observed["lastObservedTime"]
      : (either(object, "lastTimestamp", "deprecatedLastTimestamp") ?? object["eventTime"]);
    return age(typeof time === "string" ? time : undefined, nowMs);
  };
  const firstSeen = (object: StoredObject, nowMs: number): string => {
    const time = either(object, "firstTimestamp", "deprecatedFirstTimestamp") ?? object["eventTime"];
    return age(typeof time === "string" ? time : undefined, nowMs);
  };
  const subject = (object: StoredObject): JsonObject => {
    const value = either(object, "involvedObject", "regarding");
    return isJsonObject(value) ? value : {};
  };
  const count = (object: StoredObject): number => {
    const counted = isJsonObject(object["series"])
      ? object["series"]["count"]
      : either(object, "count", "deprecatedCount");
    return typeof counted === "number" ? counted : 1;
  };
  return [
    textColumn("Last Seen", lastSeen),
    textColumn("Type", (object) => textAt(object, "type")),
    textColumn("Reason", (object) => textAt(object, "reason")),
    textColumn("Object", (object) => {
      const { kind, name } = { kind: textAt(subject(object), "kind"), name: textAt(subject(object), "name") };
      return `${kind.toLowerCase()}/${name}`;
    }),
    textColumn("Subobject", (object) => textAt(subject(object), "fieldPath"), 1),
    textColumn("Source", (object) => eventSource(object), 1),
    textColumn("Message", (object) => (textAt(object, "message") || textAt(object, "note")).trim()),
    textColumn("First Seen", firstSeen, 1),
    textColumn("Count", (object) => count(object), 1),
    { ...nameColumn, priority: 1 },
  ];
}

/** Who reported the event: the component and, where it is known, which instance or host of it. */
function eventSource(object: StoredObject): string {
  const legacy = textAt(object, "source", "component") || textAt(object, "deprecatedSource", "component");
  const [component, place] =
    legacy === ""
      ? [
          textAt(object, "reportingComponent") || textAt(object, "reportingController"),
          textAt(object, "reportingInstance"),
        ]
      : [legacy, textAt(object, "source", "host") || textAt(object, "deprecatedSource", "host")];
  return place === "" ? component : `${component}, ${place}`;
}
