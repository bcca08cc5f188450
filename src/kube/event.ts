import type { JsonObject } from "../base/json.ts";
import type { KubeObject, ResourceType } from "./client.ts";
import { microTime } from "./lease.ts";

/** events.k8s.io/v1. */
export const events: ResourceType = {
  group: "events.k8s.io",
  version: "v1",
  plural: "events",
  kind: "Event",
  namespaced: true,
};

/** Something that happened to an object and that a person may want to know. */
export interface Happening {
  readonly regarding: KubeObject;
  /** A second object that it is about. */
  readonly related?: KubeObject | undefined;
  readonly type: "Normal" | "Warning";
  /** Why, as one CamelCase word of a fixed set; at most 128 characters. */
  readonly reason: string;
  /** What was done or tried, as one CamelCase word; at most 128 characters. */
  readonly action: string;
  /** For a person; cut after 1024 bytes. Not part of what makes two happenings the same. */
  readonly note: string;
  /** Happenings of different occasions, such as operations by their ids, are never counted as one. */
  readonly occasion?: string | undefined;
}

/** Who reports. */
export interface EventReporter {
  /** A qualified name, such as `apprunner-operator.dev/operator`. */
  readonly controller: string;
  /** This process, such as the pod's name; cut after 128 characters. */
  readonly instance: string;
}

/** A repetition: how often in all, and when last. */
export interface EventSeries {
  readonly count: number;
  readonly lastMs: number;
}

/** Happenings with the same key are one event with a count. The note is left out, as in client-go. */
export function eventKey({ regarding, related, type, reason, action, occasion }: Happening): string {
  return JSON.stringify([regarding.metadata.uid, related?.metadata.uid, type, reason, action, occasion]);
}

/** The namespace that the API demands: the object's, or `default` for an object of the cluster. */
export function eventNamespace({ regarding }: Happening): string {
  return regarding.metadata.namespace ?? "default";
}

/** The Event object. */
export function eventBody(
  happening: Happening,
  reporter: EventReporter,
  {
    name,
    firstMs,
    series,
  }: { readonly name: string; readonly firstMs: number; readonly series?: EventSeries | undefined },
): JsonObject {
  const { regarding, related, type, reason, action, note } = happening;
  return {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: { name, namespace: eventNamespace(happening) },
    eventTime: microTime(firstMs),
    reportingController: reporter.controller,
    reportingInstance: reporter.instance.slice(0, 128),
    type,
    reason: reason.slice(0, 128),
    action: action.slice(0, 128),
    note: cutToBytes(note, 1024),
    regarding: reference(regarding),
    ...(related === undefined ? {} : { related: reference(related) }),
    ...(series === undefined ? {} : { series: seriesBody(series) }),
  };
}

export function seriesBody({ count, lastMs }: EventSeries): JsonObject {
  return { count, lastObservedTime: microTime(lastMs) };
}

/** With the UID, without which `kubectl describe` does not find the event. */
function reference({ apiVersion, kind, metadata }: KubeObject): JsonObject {
  const { namespace, name, uid, resourceVersion } = metadata;
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name, uid, resourceVersion };
}

/** `text` in at most `limit` bytes of UTF-8, cut between characters. */
function cutToBytes(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= limit) return text;
  const ellipsis = "...";
  let end = limit - ellipsis.length;
  // 10xxxxxx is the middle of a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return new TextDecoder().decode(bytes.subarray(0, end)) + ellipsis;
}
