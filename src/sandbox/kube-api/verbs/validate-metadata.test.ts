import { describe, expect, it } from "vitest";
import { fieldErrorText } from "../errors/field-error.ts";
import type { DraftMeta, StoredMeta } from "../objects/kube-object.ts";
import { subdomainErrors } from "../objects/name-rules.ts";
import { finalizerWarnings, metadataErrors, metadataUpdateErrors } from "./validate-metadata.ts";

const rules = { namespaced: true, nameErrors: subdomainErrors };
const good: DraftMeta = { name: "a", namespace: "n" };

describe("metadataErrors", () => {
  it.each<readonly [name: string, meta: DraftMeta, errors: readonly string[]]>([
    ["takes what is in order", { ...good, labels: { "a.b/c": "d" }, finalizers: ["a.b/c"] }, []],
    ["asks for a name", { namespace: "n" }, ["metadata.name: Required value: name or generateName is required"]],
    ["asks for a namespace", { name: "a" }, ["metadata.namespace: Required value"]],
    ["takes a prefix that ends in a dash", { ...good, generateName: "a-" }, []],
    ["refuses a label's value", { ...good, labels: { a: "-" } }, ["metadata.labels"]],
    ["refuses a label's key", { ...good, labels: { "a/b/c": "d" } }, ["metadata.labels"]],
    ["refuses capitals in a name", { ...good, name: "A" }, ["metadata.name"]],
    ["refuses a finalizer", { ...good, finalizers: ["a b"] }, ["metadata.finalizers"]],
    [
      "refuses an owner without uid",
      { ...good, ownerReferences: [{ apiVersion: "v1", kind: "A", name: "b" }] },
      ['metadata.ownerReferences.uid: Invalid value: "": must not be empty'],
    ],
    [
      "refuses too much of annotations",
      { ...good, annotations: { a: "x".repeat(256 * 1024) } },
      ["metadata.annotations: Too long: may not be more than 262144 bytes"],
    ],
  ])("%s", (_name, meta, errors) => {
    const found = metadataErrors(meta, rules).map(fieldErrorText);
    expect(found.map((text, index) => text.slice(0, errors[index]?.length))).toEqual(errors);
  });
});

describe("metadataUpdateErrors", () => {
  const old: StoredMeta = {
    name: "a",
    namespace: "n",
    uid: "u",
    resourceVersion: "1",
    creationTimestamp: "2026-01-01T00:00:00Z",
    finalizers: ["e.com/x"],
  };
  it.each<readonly [name: string, meta: DraftMeta, before: StoredMeta, fields: readonly string[]]>([
    ["takes what stays", { ...old }, old, []],
    ["refuses another uid", { ...old, uid: "v" }, old, ["metadata.uid"]],
    ["takes a new finalizer", { ...old, finalizers: ["e.com/x", "e.com/y"] }, old, []],
    [
      "refuses one on what is being deleted",
      { ...old, finalizers: ["e.com/y"] },
      { ...old, deletionTimestamp: "2026-01-01T00:00:00Z" },
      ["metadata.finalizers"],
    ],
  ])("%s", (_name, meta, before, fields) => {
    expect(metadataUpdateErrors(meta, before).map(({ field }) => field)).toEqual(fields);
  });
});

describe("finalizerWarnings", () => {
  const warningsOf = (finalizer: string): string[] => finalizerWarnings({ finalizers: [finalizer] }, undefined);

  it.each(["e.com/x", "orphan"])("says nothing about %s", (finalizer) => {
    expect(warningsOf(finalizer)).toEqual([]);
  });

  it.each<readonly [finalizer: string, warning: string]>([
    ["e.com", "prefer a domain-qualified finalizer name including a path (/)"],
    ["x", "prefer a domain-qualified finalizer name to avoid accidental conflicts"],
  ])("warns of %s", (finalizer, warning) => {
    expect(warningsOf(finalizer)).toEqual([expect.stringContaining(warning)]);
  });
});
