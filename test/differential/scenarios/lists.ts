import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, post, remove } from "../steps.ts";

const widgets = collection("widgets");
const labelled = (name: string, labels: Record<string, string>, spec: object): object => ({
  ...widget(name, spec as never),
  metadata: { name, labels },
});
const select = (selector: string): string => `${widgets}?labelSelector=${encodeURIComponent(selector)}`;
const fields = (selector: string): string => `${widgets}?fieldSelector=${encodeURIComponent(selector)}`;

const labelSelectors = [
  "tier=front",
  "tier==front",
  "tier!=front",
  "tier",
  "!tier",
  "tier in (front,back)",
  "tier notin (front)",
  "tier=front,zone=a",
  "zone>1",
  "zone<9",
  "tier in ()",
  "tier=",
  " tier = front ",
  "",
  ",",
  "a b",
];

const fieldSelectors = [
  "metadata.name=b",
  "metadata.name!=b",
  "metadata.namespace=lists",
  "spec.colour=blue",
  "spec.colour!=blue",
  "spec.size=3",
  "metadata.name=b,spec.colour=blue",
  "spec.note=x",
  "metadata.labels=x",
];

export const listsScenario: Scenario = {
  name: "lists",
  steps: [
    post("creates a", widgets, labelled("a", { tier: "front", zone: "a" }, {})),
    post("creates b", widgets, labelled("b", { tier: "back", zone: "5" }, { colour: "blue" })),
    post("creates c", widgets, labelled("c", { zone: "a" }, { colour: "blue" })),
    post("creates d", widgets, labelled("d", {}, { colour: "red", size: 5 })),
    get("first page", `${widgets}?limit=2`, { capture: { next: "/metadata/continue" } }),
    get("second page", `${widgets}?limit=2&continue={{next}}`),
    get("second page of other size", `${widgets}?limit=1&continue={{next}}`),
    post("creates e between pages", widgets, labelled("e", {}, {})),
    get("second page as of the first", `${widgets}?limit=5&continue={{next}}`),
    get("a continuation with a version", `${widgets}?limit=1&continue={{next}}&resourceVersion=5`),
    get("a page that is exactly full", `${widgets}?limit=5`),
    get("a page larger than needed", `${widgets}?limit=50`),
    get("first page of a selection", `${select("zone")}&limit=2`),
    ...labelSelectors.map((selector) => get(`labels: ${JSON.stringify(selector)}`, select(selector))),
    ...fieldSelectors.map((selector) => get(`fields: ${selector}`, fields(selector))),
    get("from the cache", `${widgets}?resourceVersion=0&fieldSelector=metadata.name%3Da`, {
      // A cache may lag behind the last write for a moment.
      until: (body) => JSON.stringify(body).includes(`"name":"a"`),
    }),
    get("lists metadata alone", widgets, {
      headers: { accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1" },
    }),
    get("gets metadata alone", `${widgets}/a`, {
      headers: { accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1" },
    }),
    remove("deletes a selection", `${widgets}?labelSelector=tier`),
    get("has deleted the selection", `${widgets}?limit=0`),
  ],
};
