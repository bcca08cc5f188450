import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario, Step } from "../scenario.ts";
import { post, put } from "../steps.ts";

const widgets = collection("widgets");
const titled = (title: string, metadata: object): Step =>
  post(title, `${widgets}?dryRun=All`, { ...widget("x"), metadata });

export const namesScenario: Scenario = {
  name: "names",
  steps: [
    titled("needs a name", {}),
    titled("refuses an empty name", { name: "" }),
    titled("refuses capitals", { name: "Web" }),
    titled("refuses an underscore", { name: "a_b" }),
    titled("refuses a dash at the end", { name: "a-" }),
    titled("refuses a slash", { name: "a/b" }),
    titled("takes dots", { name: "a.b.c" }),
    titled("takes 253 characters", { name: "a".repeat(253) }),
    titled("refuses 254 characters", { name: "a".repeat(254) }),
    post(
      "generates a name",
      widgets,
      { ...widget("x"), metadata: { generateName: "web-" } },
      {
        capture: { generated: "/metadata/name" },
      },
    ),
    titled("prefers a name to a generated one", { name: "named", generateName: "web-" }),
    {
      ...titled("refuses a prefix that is no name", { generateName: "Web_" }),
      capture: { refused: "/details/name" },
    },
    titled("refuses a label's key", { name: "a", labels: { "a b": "c" } }),
    titled("refuses a label's value", { name: "a", labels: { a: "b c" } }),
    titled("refuses a label's value that is too long", { name: "a", labels: { a: "b".repeat(64) } }),
    titled("refuses an annotation's key", { name: "a", annotations: { "/a": "c" } }),
    titled("takes any annotation's value", { name: "a", annotations: { "a.b/c": "any \n thing" } }),
    titled("refuses too many annotations", { name: "a", annotations: { a: "b".repeat(262_145) } }),
    titled("refuses an owner without uid", {
      name: "a",
      ownerReferences: [{ apiVersion: "v1", kind: "ConfigMap", name: "o" }],
    }),
    titled("takes an owner", {
      name: "a",
      ownerReferences: [
        { apiVersion: "v1", kind: "ConfigMap", name: "o", uid: "01234567-89ab-cdef-0123-456789abcdef" },
      ],
    }),
    titled("ignores what the server sets", {
      name: "a",
      uid: "01234567-89ab-cdef-0123-456789abcdef",
      creationTimestamp: "2001-01-01T00:00:00Z",
      generation: 7,
      deletionTimestamp: "2001-01-01T00:00:00Z",
    }),
    titled("ignores a version on creation", { name: "a", resourceVersion: "5" }),
    put("refuses another uid", `${widgets}/{{generated}}`, {
      ...widget("x"),
      metadata: { name: "{{generated}}", uid: "01234567-89ab-cdef-0123-456789abcdef" },
    }),
  ],
};
