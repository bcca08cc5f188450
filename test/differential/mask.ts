import { sortCauses } from "./sort-causes.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";

/**
 * Replaces what must differ between two servers by what must not. Identities are named after the step in which they
 * appeared first, so "the same as before" and "another one" stay visible, and a server that is one change ahead differs
 * in one step, not in all that follow. A mask is therefore made anew for each scenario and server.
 */
export interface Mask {
  /** To be called before a step's answer is masked; `title` is unique within the scenario. */
  startStep(title: string): void;
  /** Names what the body brings, and returns it masked. */
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
  let step = "";
  let namedInStep = 0;
  const nameOf = (known: Map<string, string>, value: string, kind: string): string => {
    const name = known.get(value);
    if (name !== undefined) return name;
    namedInStep += 1;
    known.set(value, `<${kind} ${namedInStep} of ${step}>`);
    return nameOf(known, value, kind);
  };

  const text = (value: string): string => {
    let masked = value
      .replaceAll(uuid, (uid) => nameOf(uids, uid, "uid"))
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
    return ofCollection ? "<version>" : nameOf(versions, value, "version");
  };

  const cell = (value: Json): Json => (typeof value === "string" && age.test(value) ? "<age>" : mask(value, false));

  return {
    startStep: (title) => {
      step = title;
      namedInStep = 0;
    },
    body: (body) => sortCauses(mask(body, false)),
    text,
  };
}
