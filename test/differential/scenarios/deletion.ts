import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, post, put, remove } from "../steps.ts";

const widgets = collection("widgets");
const held = (name: string, finalizers: readonly string[]): object => ({
  ...widget(name),
  metadata: { name, finalizers: [...finalizers] },
});
const one = `${widgets}/one`;
const options = (rest: object): object => ({ apiVersion: "v1", kind: "DeleteOptions", ...rest });

export const deletionScenario: Scenario = {
  name: "deletion",
  steps: [
    post("creates with finalizers", widgets, held("one", ["example.com/a", "example.com/b"]), {
      capture: { uid: "/metadata/uid", rv: "/metadata/resourceVersion" },
    }),
    remove("refuses another uid", one, options({ preconditions: { uid: "01234567-89ab-cdef-0123-456789abcdef" } })),
    remove("refuses another version", one, options({ preconditions: { resourceVersion: "1" } })),
    remove("tries without effect", `${one}?dryRun=All`),
    get("is as it was", one),
    remove("marks as terminating", one, options({ preconditions: { uid: "{{uid}}", resourceVersion: "{{rv}}" } })),
    get("is terminating, with another generation", one),
    remove("marks once", one),
    post("does not make room", widgets, widget("one")),
    mergePatch("takes changes while terminating", one, { spec: { size: 5 } }),
    mergePatch("takes a status while terminating", `${one}/status`, { status: { phase: "Ending" } }),
    mergePatch("refuses another finalizer", one, {
      metadata: { finalizers: ["example.com/a", "example.com/b", "example.com/c"] },
    }),
    mergePatch("cannot be revived", one, { metadata: { deletionTimestamp: null } }),
    jsonPatch("lets one finalizer go", one, [{ op: "remove", path: "/metadata/finalizers/0" }]),
    mergePatch("lets the last finalizer go", one, { metadata: { finalizers: null } }),
    get("is gone", one),
    post("can be created again", widgets, widget("one")),
    remove("refuses the uid of the one before", one, options({ preconditions: { uid: "{{uid}}" } })),
    put("refuses the uid of the one before in a replacement", one, {
      ...widget("one"),
      metadata: { name: "one", uid: "{{uid}}", resourceVersion: "1" },
    }),
    remove("takes options in the query", `${one}?propagationPolicy=Background`),
    post("warns of a finalizer without domain", widgets, held("odd", ["plain"])),
    post("refuses a finalizer that is no name", widgets, held("bad", ["a b/c d"])),
    post("creates for the foreground", widgets, widget("front")),
    remove("adds the finalizer of the foreground", `${widgets}/front`, options({ propagationPolicy: "Foreground" })),
    get("waits for the foreground", `${widgets}/front`),
    post("creates an orphan's owner", widgets, widget("parent")),
    remove("adds the finalizer of orphans", `${widgets}/parent`, options({ propagationPolicy: "Orphan" })),
    post("creates for faulty options", widgets, widget("faulty")),
    remove("refuses an unknown policy", `${widgets}/faulty`, options({ propagationPolicy: "Sideways" })),
    remove("refuses options that are no JSON", `${widgets}/faulty`, "{"),
    remove("refuses options of another kind", `${widgets}/faulty`, { apiVersion: "v1", kind: "Pod" }),
    remove("takes a grace period", `${widgets}/faulty`, options({ gracePeriodSeconds: 0 })),
    post("tries to create without effect", `${widgets}?dryRun=All`, widget("dry")),
    get("was not created", `${widgets}/dry`),
    post("creates to try changes", widgets, held("dry", ["example.com/a"])),
    mergePatch("tries a merge without effect", `${widgets}/dry?dryRun=All`, { spec: { size: 9 } }),
    jsonPatch("tries operations without effect", `${widgets}/dry?dryRun=All`, [
      { op: "remove", path: "/metadata/finalizers" },
    ]),
    mergePatch("tries a status without effect", `${widgets}/dry/status?dryRun=All`, { status: { phase: "Tried" } }),
    get("has kept its state through all tries", `${widgets}/dry`),
  ],
};
