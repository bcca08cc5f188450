import { isJsonObject, type Json } from "../../../src/base/json.ts";
import { foreignKinds } from "../foreign/all.ts";
import { foreignGroup, foreignKind } from "../foreign/definition.ts";
import { valueAt } from "../json-pointer.ts";
import type { Scenario } from "../scenario.ts";
import { get, mergePatch, post, put, remove } from "../steps.ts";

const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

function isEstablished(body: Json): boolean {
  const conditions = valueAt(body, "/status/conditions");
  return (
    Array.isArray(conditions) &&
    conditions.some((each) => isJsonObject(each) && each["type"] === "Established" && each["status"] === "True")
  );
}

const temporary = foreignKind({
  kind: "Temporary",
  plural: "temporaries",
  scope: "Namespaced",
  schema: { type: "object", properties: { spec: { type: "object", properties: { a: { type: "string" } } } } },
});

/** A definition of a kind of its own that is to be refused, with that schema of spec. */
function refused(plural: string, spec: object, version: object = {}): object {
  return foreignKind({
    kind: `${plural.slice(0, 1).toUpperCase()}${plural.slice(1)}`,
    plural,
    scope: "Namespaced",
    schema: { type: "object", properties: { spec: spec as never } },
    version: version as never,
  }).definition;
}

/** Has to come first: it defines the kinds that the other scenarios use. */
export const definitionsScenario: Scenario = {
  name: "definitions",
  steps: [
    ...foreignKinds.flatMap(({ plural, definition }) => [
      post(`defines ${plural}`, definitions, definition),
      get(`establishes ${plural}`, `${definitions}/${plural}.${foreignGroup}`, { until: isEstablished }),
      get(`serves ${plural}`, `/apis/${foreignGroup}/v1/${plural}`, {
        until: (_body, status) => status === 200,
      }),
    ]),
    post("refuses one that exists", definitions, foreignKinds[0]?.definition ?? {}),
    post("defines a temporary kind", definitions, temporary.definition),
    get("establishes the temporary kind", `${definitions}/temporaries.${foreignGroup}`, { until: isEstablished }),
    mergePatch("changes the temporary kind", `${definitions}/temporaries.${foreignGroup}`, {
      spec: { names: { shortNames: ["tmp"] } },
    }),
    get("accepts the new name", `${definitions}/temporaries.${foreignGroup}`, {
      until: (body) => valueAt(body, "/status/acceptedNames/shortNames/0") === "tmp",
    }),
    get("serves the temporary kind", `/apis/${foreignGroup}/v1/temporaries`, {
      until: (_body, status) => status === 200,
    }),
    post("creates an object of the temporary kind", `/apis/${foreignGroup}/v1/namespaces/{{ns}}/temporaries`, {
      apiVersion: `${foreignGroup}/v1`,
      kind: "Temporary",
      metadata: { name: "one" },
      spec: { a: "b" },
    }),
    remove("deletes the temporary kind", `${definitions}/temporaries.${foreignGroup}`),
    get("forgets the temporary kind", `/apis/${foreignGroup}/v1/temporaries`, {
      until: (_body, status) => status === 404,
    }),
    put("cannot replace what is not there", `${definitions}/temporaries.${foreignGroup}`, temporary.definition),
    post("refuses a name that does not fit", definitions, {
      ...temporary.definition,
      metadata: { name: "other.example.com" },
    }),
    post("refuses a schema without a type", definitions, refused("untyped", { properties: { a: { type: "string" } } })),
    post(
      "refuses a rule that does not compile",
      definitions,
      refused("uncompiled", { type: "object", "x-kubernetes-validations": [{ rule: "self.missing == 1" }] }),
    ),
    post(
      "refuses an unknown list type",
      definitions,
      refused("listless", { type: "array", "x-kubernetes-list-type": "bag", items: { type: "string" } }),
    ),
    post(
      "refuses a default that is invalid",
      definitions,
      refused("misdefaulted", { type: "object", properties: { a: { type: "integer", default: "x" } } }),
    ),
    post(
      "refuses a pattern that RE2 does not know",
      definitions,
      refused("patterned", { type: "object", properties: { a: { type: "string", pattern: "^(?!aws)" } } }),
    ),
  ],
};
