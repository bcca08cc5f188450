import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, patch, post, put, remove } from "../steps.ts";

const widgets = collection("widgets");
const one = `${widgets}/one`;
const rv = { rv: "/metadata/resourceVersion" };
const versioned = (spec: object): object => ({
  ...widget("one", spec as never),
  metadata: { name: "one", resourceVersion: "{{rv}}" },
});

export const verbsScenario: Scenario = {
  name: "verbs",
  steps: [
    get("has none at first", widgets),
    get("does not find one", one),
    post("creates", widgets, widget("one"), { capture: rv }),
    get("gets", one),
    get("lists", widgets),
    post("does not create twice", widgets, widget("one")),
    put("replaces", one, versioned({ size: 4 }), { capture: { newer: "/metadata/resourceVersion" } }),
    put("refuses an old version", one, versioned({ size: 5 })),
    put("needs a version", one, widget("one", { size: 5 })),
    put("needs the same name", one, { ...widget("two"), metadata: { name: "two", resourceVersion: "{{newer}}" } }),
    put("does not create", `${widgets}/two`, widget("two")),
    put("does not create, version or not", `${widgets}/two`, {
      ...widget("two"),
      metadata: { name: "two", resourceVersion: "1" },
    }),
    get("has one generation more", one, { capture: { rv: "/metadata/resourceVersion" } }),
    put("changes nothing without a difference", one, versioned({ size: 4 })),
    put("keeps the generation when labels change", one, {
      ...widget("one", { size: 4 }),
      metadata: { name: "one", resourceVersion: "{{rv}}", labels: { a: "b" } },
    }),
    mergePatch("merges", one, { spec: { colour: "blue" } }),
    mergePatch("merges to no effect", one, { spec: { colour: "blue" } }),
    mergePatch("refuses another uid", one, { metadata: { uid: "01234567-89ab-cdef-0123-456789abcdef" } }),
    mergePatch("refuses another name", one, { metadata: { name: "two" } }),
    mergePatch("refuses another namespace", one, { metadata: { namespace: "default" } }),
    mergePatch("refuses another kind", one, { kind: "Gadget" }),
    mergePatch("refuses an old version in a merge", one, {
      metadata: { resourceVersion: "{{rv}}" },
      spec: { size: 9 },
    }),
    get("does not know other subresources", `${one}/scale`),
    jsonPatch("applies operations", one, [{ op: "replace", path: "/spec/size", value: 6 }]),
    get("has counted each change", one),
    remove("deletes", one),
    remove("does not delete twice", one),
    mergePatch("does not patch what is gone", one, { spec: { size: 7 } }),
    jsonPatch("does not apply operations to what is gone", one, []),
    post("does not know other kinds", collection("gadgets"), {}),
    get("does not know other groups", "/apis/unknown.example.com/v1/things"),
    get("does not know other versions", "/apis/foreign.example.com/v2/widgets"),
    get("does not know other paths", "/nowhere"),
    post("creates also under an object's path", one, widget("one")),
    put("does not put to a collection", widgets, widget("one")),
    patch("does not patch a collection", "merge-patch+json", widgets, {}),
    post("does not post to all namespaces", "/apis/foreign.example.com/v1/widgets", widget("one")),
    get("lists all namespaces", "/apis/foreign.example.com/v1/widgets?fieldSelector=metadata.namespace%3D{{ns}}"),
    post("needs the namespace to be there", "/apis/foreign.example.com/v1/namespaces/nowhere/widgets", widget("one")),
    post("needs the same namespace", widgets, { ...widget("one"), metadata: { name: "one", namespace: "default" } }),
    post("deletes several: first", widgets, widget("first")),
    post("deletes several: second", widgets, widget("second")),
    remove("deletes a collection", widgets),
    get("has deleted the collection", widgets),
  ],
};
