import { collection } from "../foreign/definition.ts";
import { ledger, widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, post, put } from "../steps.ts";

const widgets = collection("widgets");
const one = `${widgets}/one`;
const versioned = (rest: object): object => ({
  ...widget("one"),
  metadata: { name: "one", resourceVersion: "{{rv}}" },
  ...rest,
});

export const statusScenario: Scenario = {
  name: "status",
  steps: [
    post("create drops the status", widgets, widget("one", {}, { status: { phase: "Early" } }), {
      capture: { rv: "/metadata/resourceVersion", uid: "/metadata/uid" },
    }),
    get("gets the status", `${one}/status`),
    put("replace drops the status", one, versioned({ status: { phase: "Early" } })),
    mergePatch("merge into the object drops the status", one, { status: { phase: "Early" } }),
    mergePatch("merges into the status", `${one}/status`, {
      status: { observedGeneration: 1, phase: "Up", conditions: [{ type: "Ready", status: "True" }] },
    }),
    mergePatch("merge into the status drops the spec", `${one}/status`, {
      spec: { size: 50 },
      status: { phase: "Down" },
    }),
    mergePatch("merge into the status changes labels", `${one}/status`, { metadata: { labels: { a: "b" } } }),
    get("has the generation of the spec alone", one, { capture: { rv: "/metadata/resourceVersion" } }),
    mergePatch("holds to the version", `${one}/status`, {
      metadata: { resourceVersion: "{{rv}}", uid: "{{uid}}" },
      status: { phase: "Held" },
    }),
    mergePatch("refuses an old version", `${one}/status`, {
      metadata: { resourceVersion: "{{rv}}" },
      status: { phase: "Late" },
    }),
    mergePatch("does not look at the uid", `${one}/status`, {
      metadata: { uid: "01234567-89ab-cdef-0123-456789abcdef" },
      status: { phase: "Late" },
    }),
    jsonPatch("applies operations to the status", `${one}/status`, [
      { op: "replace", path: "/status/phase", value: "Op" },
    ]),
    jsonPatch("a finalizer and an annotation under test of uid and version", one, [
      { op: "test", path: "/metadata/uid", value: "{{uid}}" },
      { op: "add", path: "/metadata/finalizers", value: ["example.com/held"] },
      { op: "add", path: "/metadata/annotations", value: { "example.com/a": "b" } },
    ]),
    mergePatch("refuses a status that does not fit", `${one}/status`, {
      status: { conditions: [{ type: "Ready", status: "Perhaps" }] },
    }),
    mergePatch("refuses a condition twice", `${one}/status`, {
      status: {
        conditions: [
          { type: "A", status: "True" },
          { type: "A", status: "True" },
        ],
      },
    }),
    mergePatch("an empty change changes nothing", `${one}/status`, { status: { phase: "Op" } }),
    mergePatch("the default comes back when the status goes", `${one}/status`, { status: null }),
    mergePatch("strict: unknown fields of the status", `${one}/status?fieldValidation=Strict`, { status: { odd: 1 } }),
    mergePatch("prunes unknown fields of the status", `${one}/status`, { status: { odd: 1, phase: "Pruned" } }),
    get("gets the status at last", `${one}/status`, { capture: { rv: "/metadata/resourceVersion" } }),
    put("replaces the status", `${one}/status`, versioned({ status: { phase: "Put" } })),
    get("keeps the spec when the status is replaced", one),
    mergePatch("does not find the status of what is gone", `${widgets}/two/status`, { status: {} }),
    post("creates a kind without status", collection("ledgers"), ledger("one", {})),
    get("has no status to get", `${collection("ledgers")}/one/status`),
  ],
};
