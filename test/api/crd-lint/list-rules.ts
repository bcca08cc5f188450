import type { JsonObject } from "../../../src/base/json.ts";
import { objectAt, textAt, textsAt } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt } from "./schema-nodes.ts";

const scalars = ["string", "integer", "boolean"];

/** Rules about lists and maps under server-side apply. */
export const listRules: readonly LintRule[] = [
  {
    name: "every list says its list type",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["type"] === "array" && !["map", "set", "atomic"].includes(textAt(schema, "x-kubernetes-list-type"))
          ? "has no x-kubernetes-list-type"
          : undefined,
      ),
  },
  {
    name: "the keys of a keyed list are scalars that every item has",
    problems: (crd) => problemsAt(crd, ({ schema }) => keyProblem(schema)),
  },
  {
    name: "the items of a set are scalars",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["x-kubernetes-list-type"] === "set" && !scalars.includes(textAt(objectAt(schema, "items"), "type"))
          ? "is a set of something else"
          : undefined,
      ),
  },
  {
    name: "no maps of objects",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["additionalProperties"] !== undefined &&
        !scalars.includes(textAt(objectAt(schema, "additionalProperties"), "type"))
          ? "is a map of something that is no scalar"
          : undefined,
      ),
  },
];

function keyProblem(schema: JsonObject): string | undefined {
  if (schema["x-kubernetes-list-type"] !== "map") return undefined;
  const keys = textsAt(schema, "x-kubernetes-list-map-keys");
  const items = objectAt(schema, "items");
  const bad = keys.filter((key) => {
    const member = objectAt(items, "properties", key);
    const always = textsAt(items, "required").includes(key) || member["default"] !== undefined;
    return !always || !scalars.includes(textAt(member, "type"));
  });
  if (keys.length === 0) return "has no keys";
  return bad.length === 0 ? undefined : `cannot have ${bad.join(", ")} as its key`;
}
