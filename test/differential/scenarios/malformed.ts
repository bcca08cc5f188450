import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, patch, post, put } from "../steps.ts";

const widgets = collection("widgets");
const one = `${widgets}/one`;

export const malformedScenario: Scenario = {
  name: "malformed",
  steps: [
    post("creates", widgets, widget("one")),
    post("refuses what is no JSON", widgets, "{"),
    post("refuses an empty body", widgets, ""),
    post("refuses a list", widgets, "[]"),
    post("refuses null", widgets, "null"),
    post("refuses an object without kind", widgets, { apiVersion: "foreign.example.com/v1", metadata: { name: "x" } }),
    post("refuses an object without version", widgets, { kind: "Widget", metadata: { name: "x" } }),
    post("refuses another kind", widgets, { ...widget("x"), kind: "Gadget" }),
    post("refuses another version", widgets, { ...widget("x"), apiVersion: "foreign.example.com/v2" }),
    post("refuses metadata of another type", widgets, { ...widget("x"), metadata: "x" }),
    post("refuses labels that are not texts", widgets, { ...widget("x"), metadata: { name: "x", labels: { a: 1 } } }),
    post("refuses a name that is not text", widgets, { ...widget("x"), metadata: { name: 7 } }),
    post("refuses a spec of another type", widgets, { ...widget("x"), spec: [] }),
    post("refuses an object without spec", widgets, {
      apiVersion: "foreign.example.com/v1",
      kind: "Widget",
      metadata: { name: "x" },
    }),
    post(
      "takes YAML",
      widgets,
      "apiVersion: foreign.example.com/v1\nkind: Widget\nmetadata: {name: yaml}\nspec: {size: 2}\n",
      {
        headers: { "content-type": "application/yaml" },
      },
    ),
    post("refuses YAML that is none", widgets, "a: b: c", { headers: { "content-type": "application/yaml" } }),
    post("refuses another content type", widgets, widget("x"), { headers: { "content-type": "text/plain" } }),
    put("refuses JSON that is cut off", one, `{"apiVersion":"foreign.example.com/v1","kind":"Wid`),
    mergePatch("refuses a merge that is no JSON", one, "{"),
    mergePatch("refuses a merge that is a list", one, "[]"),
    jsonPatch("refuses operations that are no list", one, {}),
    jsonPatch("refuses an unknown operation", one, [{ op: "increase", path: "/spec/size" }]),
    jsonPatch("refuses a path that is not there", one, [{ op: "remove", path: "/spec/nothing" }]),
    jsonPatch("refuses a test that fails", one, [{ op: "test", path: "/spec/size", value: 9 }]),
    jsonPatch("takes a test that holds", one, [
      { op: "test", path: "/spec/size", value: 3 },
      { op: "add", path: "/metadata/labels", value: { tested: "yes" } },
    ]),
    jsonPatch("refuses a test of another version", one, [
      { op: "test", path: "/metadata/resourceVersion", value: "1" },
    ]),
    patch("refuses a strategic merge", "strategic-merge-patch+json", one, { spec: { size: 4 } }),
    patch("refuses a patch of another type", "json", one, { spec: { size: 4 } }),
    get("refuses a limit that is no number", `${widgets}?limit=many`),
    get("refuses a continuation that is none", `${widgets}?limit=1&continue=abc`),
    get("refuses a label selector that is none", `${widgets}?labelSelector=a%3D%3D%3Db`),
    get("refuses a field selector that is none", `${widgets}?fieldSelector=a`),
    get("refuses a field that cannot be selected", `${widgets}?fieldSelector=spec.code%3Da`),
    get("refuses a version that is none", `${widgets}?resourceVersion=abc`),
    get("refuses a version without its match", `${widgets}?resourceVersionMatch=Exact`),
    post("refuses another field validation", `${widgets}?fieldValidation=Lax`, widget("x")),
    post("refuses another dry run", `${widgets}?dryRun=Some`, widget("x")),
    get("cannot answer in another format", one, { headers: { accept: "text/html" } }),
    get("answers in YAML", one, { headers: { accept: "application/yaml" } }),
  ],
};
