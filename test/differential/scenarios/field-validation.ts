import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, post } from "../steps.ts";

const widgets = collection("widgets");
const unknown = (name: string): object => ({
  ...widget(name, {
    shade: 1,
    limits: { gpu: 2 },
    free: { any: { thing: [1] } },
    partly: { more: 1, known: { other: 1 } },
  }),
  extra: true,
});
const duplicate = (name: string): string =>
  `{"apiVersion":"foreign.example.com/v1","kind":"Widget","metadata":{"name":"${name}"},` +
  `"spec":{"size":1,"size":2,"colour":"red","colour":"blue"}}`;

export const fieldValidationScenario: Scenario = {
  name: "field-validation",
  steps: [
    ...["Strict", "Warn", "Ignore"].flatMap((mode) => [
      post(`${mode}: unknown fields`, `${widgets}?fieldValidation=${mode}`, unknown(`unknown-${mode.toLowerCase()}`)),
      post(`${mode}: duplicate fields`, `${widgets}?fieldValidation=${mode}`, duplicate(`twice-${mode.toLowerCase()}`)),
      post(`${mode}: unknown metadata`, `${widgets}?fieldValidation=${mode}`, {
        ...widget(`metadata-${mode.toLowerCase()}`),
        metadata: { name: `metadata-${mode.toLowerCase()}`, colour: "red" },
      }),
      post(`${mode}: an object to patch`, widgets, widget(`patched-${mode.toLowerCase()}`)),
      mergePatch(
        `${mode}: merge of unknown fields`,
        `${widgets}/patched-${mode.toLowerCase()}?fieldValidation=${mode}`,
        {
          spec: { shade: 1 },
        },
      ),
      jsonPatch(
        `${mode}: operations on unknown fields`,
        `${widgets}/patched-${mode.toLowerCase()}?fieldValidation=${mode}`,
        [{ op: "add", path: "/spec/shade", value: 1 }],
      ),
    ]),
    post("by default: unknown fields", widgets, unknown("unknown-default")),
    post("by default: duplicate fields", widgets, duplicate("twice-default")),
    get("has pruned", `${widgets}/unknown-default`),
    post(
      "Strict: prunes nothing that is kept",
      `${widgets}?fieldValidation=Strict`,
      widget("kept", { free: { a: { b: [] } } }),
    ),
    post(
      "Strict: unknown fields in an embedded object",
      `${widgets}?fieldValidation=Strict`,
      widget("embedded", {
        template: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", odd: 1 }, data: {} },
      }),
    ),
    post(
      "Strict: an embedded object without kind",
      `${widgets}?fieldValidation=Strict`,
      widget("kindless", { template: { metadata: { name: "a" } } }),
    ),
    post(
      "Strict: unknown and duplicate and invalid",
      `${widgets}?fieldValidation=Strict`,
      duplicate("all").replace('"red"', "7"),
    ),
    post(
      "Strict: YAML with duplicate fields",
      `${widgets}?fieldValidation=Strict`,
      "apiVersion: foreign.example.com/v1\nkind: Widget\nmetadata: {name: yaml}\nspec:\n  size: 2\n  size: 3\n",
      {
        headers: { "content-type": "application/yaml" },
      },
    ),
  ],
};
