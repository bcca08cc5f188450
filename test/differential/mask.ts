import { sortCauses } from "./sort-causes.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";

/**
 * Replaces what must differ between two servers by what must not. Identities are numbered in the order in which they
 * appear, so "the same as before" and "another one" stay visible; a mask is therefore made anew for each scenario and
 * server.
 */
export interface Mask {
  /** Numbers what the body brings, and returns it masked. */
  body(body: Json): Json;
  /** Masks a header's value, or a body that is not JSON. */
  text(text: string): string;
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const time = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
/** An object within a message, in Go's quotes: its members come in an order of their own, managed fields among them. */
const dumpedObject = /Invalid value: "\{\\"apiVersion\\"(?:[^"\\]|\\.)*"/g;
/** Only in such a text is a number that was a version before one again: a young server's versions are small. */
const aboutVersions = /resource ?version/i;
const age = /^(\d+[smhdy])+$/;

/** `captured` is read when masking: what a step captured (a generated name) is shown by the variable's name. */
export function createMask(captured: ReadonlyMap<string, string>): Mask {
  const uids = new Map<string, string>();
  const versions = new Map<string, string>();

  const text = (value: string): string => {
    let masked = value
      .replaceAll(uuid, (uid) => numbered(uids, uid, "uid"))
      .replaceAll(time, (_match, fraction?: string) => (fraction === undefined ? "<time>" : "<micro time>"))
      .replaceAll(/127\.0\.0\.1(:\d+)?/g, "<address>")
      .replaceAll(dumpedObject, `Invalid value: "<object>"`)
      .replaceAll(/too old resource version: \d+ \(\d+\)/g, "too old resource version: <old> (<oldest>)");
    for (const [name, original] of captured) {
      if (!versions.has(original)) masked = masked.replaceAll(original, `{{${name}}}`);
    }
    return aboutVersions.test(masked)
      ? masked.replaceAll(/\b\d+\b/g, (digits) => versions.get(digits) ?? digits)
      : masked;
  };

  const mask = (value: Json | undefined, inList: boolean): Json => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return (value as readonly Json[]).map((each) => mask(each, inList));
    if (!isJsonObject(value)) return value ?? null;
    const isCollection = "items" in value || "rows" in value || value["type"] === "BOOKMARK" || inList;
    const members = Object.entries(value).flatMap(([key, member]): [string, Json][] => {
      if (key === "metadata" && isJsonObject(member)) return [[key, metadata(member, isCollection)]];
      if (key === "cells" && Array.isArray(member)) return [[key, (member as readonly Json[]).map(cell)]];
      if (key === "object" && value["type"] === "BOOKMARK") return [[key, mask(member, true)]];
      return [[key, mask(member, false)]];
    });
    return Object.fromEntries(members);
  };

  const metadata = (value: JsonObject, ofCollection: boolean): Json => {
    const { resourceVersion, managedFields: _unshown, continue: token, ...rest } = value;
    const masked = mask(rest, false) as JsonObject;
    return {
      ...masked,
      ...(resourceVersion === undefined ? {} : { resourceVersion: version(resourceVersion, ofCollection) }),
      ...(token === undefined ? {} : { continue: token === "" ? "" : "<token>" }),
    };
  };

  // A collection's version moves with every write to the server, whoever made it.
  const version = (value: Json, ofCollection: boolean): Json => {
    if (typeof value !== "string" || value === "" || value === "0") return value;
    return ofCollection ? "<version>" : numbered(versions, value, "version");
  };

  const cell = (value: Json): Json => (typeof value === "string" && age.test(value) ? "<age>" : mask(value, false));

  return { body: (body) => sortCauses(mask(body, false)), text };
}

function numbered(known: Map<string, string>, value: string, kind: string): string {
  const name = known.get(value) ?? `<${kind} ${known.size + 1}>`;
  known.set(value, name);
  return name;
}
