import { textAt } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt } from "./schema-nodes.ts";

/** Rules about sizes and number types: CEL's cost limits need bounds, and JavaScript needs numbers it can hold. */
export const boundsRules: readonly LintRule[] = [
  {
    name: "every string is bounded",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        (schema["type"] === "string" || schema["x-kubernetes-int-or-string"] === true) &&
        schema["maxLength"] === undefined &&
        schema["enum"] === undefined
          ? "has neither maxLength nor enum"
          : undefined,
      ),
  },
  {
    name: "every list is bounded",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["type"] === "array" && schema["maxItems"] === undefined ? "has no maxItems" : undefined,
      ),
  },
  {
    name: "every map is bounded",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["additionalProperties"] !== undefined && schema["maxProperties"] === undefined
          ? "has no maxProperties"
          : undefined,
      ),
  },
  {
    name: "no floating point numbers",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) => (schema["type"] === "number" ? "is a floating point number" : undefined)),
  },
  {
    name: "integers are int32 or int64",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) =>
        schema["type"] === "integer" && !["int32", "int64"].includes(textAt(schema, "format"))
          ? "has no format int32 or int64"
          : undefined,
      ),
  },
];
