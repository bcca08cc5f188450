import type { JsonObject } from "../../../src/base/json.ts";
import { collection } from "../foreign/definition.ts";
import { rulebook } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { mergePatch, post } from "../steps.ts";

const rulebooks = collection("rulebooks");

const specs: Readonly<Record<string, JsonObject>> = {
  "obeys all": {},
  "a rule over two fields": { low: 10 },
  "a message from an expression": { mode: "strict" },
  "a requirement that is met": { mode: "strict", reviewer: "ann" },
  "optional members: absent": { owner: {} },
  "optional members: forbidden": { owner: { team: "banned" } },
  "exactly one: one": {
    targets: [
      { primary: true, weight: 2 },
      { primary: false, weight: 0 },
    ],
  },
  "exactly one: two": {
    targets: [
      { primary: true, weight: 2 },
      { primary: true, weight: 0 },
    ],
  },
  "exactly one: none": { targets: [] },
  "a rule on each item": {
    targets: [
      { primary: true, weight: 3 },
      { primary: false, weight: 5 },
    ],
  },
  "a rule without message": { limits: { a: 1, b: 10 } },
  "a duration: within": { window: "45m" },
  "a duration: beyond": { window: "61m" },
  "a duration: none": { window: "soon" },
  "a time: after": { since: "2021-01-01T00:00:00Z" },
  "a time: before": { since: "2019-01-01T00:00:00Z" },
  "sets: equal in another order": { first: ["a", "b"], second: ["b", "a"] },
  "sets: not equal": { first: ["a", "b"], second: ["b", "c"] },
  "a text: matches": { name: "a-b-c" },
  "a text: does not match": { name: "A" },
  "a text: several rules": { name: "aws--a-b-c" },
  "either type: integer": { either: 5 },
  "either type: not positive": { either: 0 },
  "either type: text": { either: "auto" },
  "either type: another text": { either: "manual" },
  "a fault of the schema hides the rules": { low: "x", mode: "strict" },
  "a fault elsewhere in the schema": { low: 10, name: 5 },
  "several rules at once": { low: 10, mode: "strict", name: "A", limits: { a: 11 } },
};

const change = (title: string, spec: JsonObject) => mergePatch(title, `${rulebooks}/one`, { spec });

export const rulesScenario: Scenario = {
  name: "rules",
  steps: [
    ...Object.entries(specs).map(([title, spec]) => post(title, `${rulebooks}?dryRun=All`, rulebook("tried", spec))),
    post("a rule on the name", `${rulebooks}?dryRun=All`, rulebook("a-name-that-is-much-too-long")),
    post(
      "a generated name",
      `${rulebooks}?dryRun=All`,
      {
        ...rulebook(""),
        metadata: { generateName: "short-" },
      },
      { capture: { generated: "/metadata/name" } },
    ),
    post("an object without what the rules are about", `${rulebooks}?dryRun=All`, {
      apiVersion: "foreign.example.com/v1",
      kind: "Rulebook",
      metadata: { name: "specless" },
    }),
    post("creates", rulebooks, rulebook("one", { frozen: "ice", grows: 3 })),
    change("refuses a transition of a field", { frozen: "water" }),
    change("refuses the removal of a field", { frozen: null }),
    change("refuses a transition to less", { grows: 2 }),
    change("takes a transition to more", { grows: 4 }),
    change("refuses a removal that counts as less", { grows: null }),
    change("takes what is set once", { once: "now" }),
    change("refuses what is set twice", { once: "later" }),
    change("refuses several transitions at once", { once: "later", frozen: "water", grows: 1 }),
    mergePatch("takes labels, whatever the rules", `${rulebooks}/one`, { metadata: { labels: { a: "b" } } }),
    mergePatch("refuses a status that does not exist", `${rulebooks}/one/status`, { status: {} }),
    post("creates another", rulebooks, rulebook("other")),
    mergePatch("refuses to add what can only be there from the start", `${rulebooks}/other`, {
      spec: { frozen: "ice" },
    }),
    mergePatch("grows from nothing", `${rulebooks}/other`, { spec: { grows: 1 } }),
  ],
};
