import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, mergePatch, post, remove, watch } from "../steps.ts";

const widgets = collection("widgets");
const labelled = (name: string, tier: string): object => ({ ...widget(name), metadata: { name, labels: { tier } } });

export const watchesScenario: Scenario = {
  name: "watches",
  steps: [
    post("creates a mark", widgets, widget("mark"), { capture: { start: "/metadata/resourceVersion" } }),
    post("creates a", widgets, labelled("a", "front")),
    post("creates b", widgets, labelled("b", "back")),
    mergePatch("moves a to the back", `${widgets}/a`, { metadata: { labels: { tier: "back" } } }),
    mergePatch("paints b", `${widgets}/b`, { spec: { colour: "blue" } }),
    mergePatch("moves b to the front", `${widgets}/b`, { metadata: { labels: { tier: "front" } } }),
    mergePatch("sets the status of b", `${widgets}/b/status`, { status: { phase: "Up" } }),
    remove("deletes a", `${widgets}/a`),
    get("lists", widgets, { capture: { listed: "/metadata/resourceVersion" } }),
    watch("replays all from a version", `${widgets}?resourceVersion={{start}}`, 7),
    watch("replays until its time is over", `${widgets}?resourceVersion={{start}}&timeoutSeconds=1`, "all"),
    watch(
      "objects enter and leave a label selection",
      `${widgets}?resourceVersion={{start}}&labelSelector=tier%3Dfront&timeoutSeconds=1`,
      "all",
    ),
    watch(
      "objects enter a field selection",
      `${widgets}?resourceVersion={{start}}&fieldSelector=spec.colour%3Dblue&timeoutSeconds=1`,
      "all",
    ),
    watch("one object by name", `${widgets}?resourceVersion={{start}}&fieldSelector=metadata.name%3Db`, 4),
    watch("one object by its path is read, not watched", `${widgets}/b?resourceVersion={{start}}`, 4),
    watch("nothing after the list", `${widgets}?resourceVersion={{listed}}&timeoutSeconds=1`, "all"),
    watch("from any version begins with what is there", `${widgets}?resourceVersion=0`, 2),
    watch("without version begins with what is there", widgets, 2),
    watch(
      "initial events end with a bookmark",
      `${widgets}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
      3,
    ),
    watch(
      "initial events of a selection",
      `${widgets}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3Db`,
      2,
    ),
    watch(
      "initial events of nothing",
      `${widgets}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dnone`,
      1,
    ),
    watch("initial events need a match", `${widgets}?sendInitialEvents=true&allowWatchBookmarks=true`, 1),
    watch(
      "initial events need another match",
      `${widgets}?sendInitialEvents=true&resourceVersionMatch=Exact&allowWatchBookmarks=true`,
      1,
    ),
    watch("a match needs initial events", `${widgets}?resourceVersionMatch=NotOlderThan`, 1),
    watch("a version that is none", `${widgets}?resourceVersion=abc`, 1),
    watch("a version of long ago", `${widgets}?resourceVersion=1`, 1),
    watch("a selector that is none", `${widgets}?labelSelector=a%3D%3D%3Db`, 1),
    watch("a kind that is unknown", collection("gadgets"), 1),
    watch("all namespaces", "/apis/foreign.example.com/v1/widgets?resourceVersion={{start}}", 7),
    watch("metadata alone", `${widgets}?resourceVersion={{start}}`, 2, {
      headers: { accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1" },
    }),
    post(
      "creates a config map",
      "/api/v1/namespaces/{{ns}}/configmaps",
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "one" },
        data: { a: "b" },
      },
      { capture: { core: "/metadata/resourceVersion" } },
    ),
    mergePatch("changes the config map", "/api/v1/namespaces/{{ns}}/configmaps/one", { data: { a: "c" } }),
    remove("deletes the config map", "/api/v1/namespaces/{{ns}}/configmaps/one"),
    watch("a core kind", "/api/v1/namespaces/{{ns}}/configmaps?resourceVersion={{core}}", 2),
  ],
};
