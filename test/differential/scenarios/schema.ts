import type { JsonObject } from "../../../src/base/json.ts";
import { collection } from "../foreign/definition.ts";
import { ledger, widget } from "../foreign/objects.ts";
import type { Scenario, Step } from "../scenario.ts";
import { get, mergePatch, post } from "../steps.ts";

const widgets = collection("widgets");
const ledgers = collection("ledgers");

/** Each is tried as a dry run, so that none depends on another. */
const widgetSpecs: Readonly<Record<string, JsonObject>> = {
  "fills in defaults": {},
  "fills in defaults below an object that is there": { limits: { burst: {} } },
  "does not fill in what is null": { colour: null, enabled: null, limits: null },
  "keeps what may be null": { note: null },
  "a number too small": { size: 0 },
  "a number too large": { size: 101 },
  "a fraction for an integer": { size: 1.5 },
  "a whole fraction for an integer": { size: 2.0 },
  "a text for a number": { size: "3" },
  "an integer that does not fit": { size: 3_000_000_000 },
  "a required field that is null": { size: null },
  "a value that is not listed": { colour: "pink" },
  "a number for a text": { colour: 5 },
  "a text for a boolean": { enabled: "yes" },
  "an integer or text: integer": { port: 8080 },
  "an integer or text: text": { port: "http" },
  "an integer or text: boolean": { port: true },
  "an integer or text: fraction": { port: 1.5 },
  "an exclusive minimum": { weight: 0 },
  "a multiple": { weight: 1.5 },
  "no multiple": { weight: 1.3 },
  "a text too long": { note: "x".repeat(21) },
  "a text too short": { note: "x" },
  "a text's length in characters, not bytes": { note: "ü".repeat(20) },
  "a text that fits its pattern": { code: "abc-12" },
  "a text that does not fit its pattern": { code: "ABC" },
  "several faults at once": { size: 0, colour: "pink", code: "ABC", limits: { cpu: "x" } },
  "an object for a text": { code: {} },
  "a list for an object": { limits: [] },
  "anything where anything goes": { free: { a: null, b: [1, "x", { c: 1.5 }] } },
};

const ledgerSpecs: Readonly<Record<string, JsonObject>> = {
  "keyed entries": { entries: [{ account: "a", amount: 1 }, { account: "b" }] },
  "keyed entries that differ in the default alone": { entries: [{ account: "a", side: "credit" }, { account: "a" }] },
  "keyed entries twice": { entries: [{ account: "a" }, { account: "a", side: "debit" }] },
  "keyed entries without key": { entries: [{ amount: 1 }] },
  "too many entries": { entries: [1, 2, 3, 4, 5].map((each) => ({ account: `a${each}` })) },
  "a set": { labels: ["a", "b"] },
  "a set with a member twice": { labels: ["a", "b", "a"] },
  "too few entries": { steps: [] },
  "null in a list": { steps: ["a", null] },
  "lists of lists": { grid: [[1, 2], []] },
  "a fault within lists of lists": { grid: [[1, "2"]] },
  "a map": { prices: { a: 1, b: 0 } },
  "a map with too many members": { prices: { a: 1, b: 2, c: 3 } },
  "a map with a wrong member": { prices: { a: -1, "b.c/d": "x" } },
  "null in a map": { prices: { a: null } },
  "defaults within a map": { nested: { a: {}, b: { level: 1 } } },
  "too few members": { sealed: {} },
  "date and time": { when: "2026-01-02T03:04:05Z" },
  "date and time with zone": { when: "2026-01-02T03:04:05+01:00" },
  "no date and time": { when: "2026-01-02" },
  "a date": { day: "2026-02-28" },
  "no date": { day: "2026-02-30" },
  "a duration": { within: "1h30m" },
  "no duration": { within: "90" },
  "an address of mail": { contact: "ann@example.com" },
  "no address of mail": { contact: "ann" },
  "a link": { link: "https://example.com/a?b=c" },
  "no link": { link: "not a link" },
  "an address": { address: "10.0.0.1" },
  "no address": { address: "10.0.0.256" },
  "a host": { host: "a.example.com" },
  "no host": { host: "a_b..com" },
  bytes: { blob: "aGVsbG8=" },
  "no bytes": { blob: "***" },
  "an identifier": { id: "01234567-89ab-4def-8123-456789abcdef" },
  "no identifier": { id: "abc" },
  "one of: one": { choice: { left: "a" } },
  "one of: none": { choice: {} },
  "one of: both": { choice: { left: "a", right: "b" } },
  "any of: first": { any: { x: 10 } },
  "any of: none": { any: { x: 9 } },
  "all of: both": { all: { n: 3 } },
  "all of: one": { all: { n: 9 } },
  "not: allowed": { negated: "fine" },
  "not: forbidden": { negated: "forbidden" },
};

const tries = (path: string, make: (name: string, spec: JsonObject) => JsonObject, specs: typeof ledgerSpecs): Step[] =>
  Object.entries(specs).map(([title, spec]) => post(title, `${path}?dryRun=All`, make("tried", spec)));

export const schemaScenario: Scenario = {
  name: "schema",
  steps: [
    ...tries(widgets, widget, widgetSpecs),
    ...tries(ledgers, ledger, ledgerSpecs),
    post("creates one to change", widgets, widget("one", { note: "note", limits: { cpu: 4 } })),
    mergePatch("null removes, and the default comes back", `${widgets}/one`, {
      spec: { note: null, limits: null, colour: null },
    }),
    mergePatch("refuses to remove what is required", `${widgets}/one`, { spec: { size: null } }),
    mergePatch("refuses what does not fit", `${widgets}/one`, { spec: { code: "ABC" } }),
    get("has kept what was refused out", `${widgets}/one`),
    post("creates a ledger to change", ledgers, ledger("one", { entries: [{ account: "a" }], prices: { a: 1, b: 2 } })),
    mergePatch("replaces lists, merges maps", `${ledgers}/one`, {
      spec: { entries: [{ account: "b" }], prices: { a: null, c: 3 } },
    }),
  ],
};
