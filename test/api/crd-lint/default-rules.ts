import { isJsonObject } from "../../../src/base/json.ts";
import type { Json } from "../../../src/base/json.ts";
import { schemaChecker } from "../../../src/api/validation/schema-problems.ts";
import { objectAt, rootSchemasOf } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt } from "./schema-nodes.ts";

/** Rules about defaults and absence. */
export const defaultRules: readonly LintRule[] = [
  {
    name: "nothing is nullable, since null deletes in a merge patch",
    problems: (crd) => problemsAt(crd, ({ schema }) => (schema["nullable"] === true ? "is nullable" : undefined)),
  },
  {
    name: "only what is optional has a default",
    problems: (crd) =>
      problemsAt(crd, ({ schema, required }) =>
        schema["default"] !== undefined && required ? "is required and has a default" : undefined,
      ),
  },
  {
    name: "a default is valid, with no member that pruning would take away",
    problems: (crd) =>
      problemsAt(crd, ({ schema: { default: value, ...schema } }) => {
        if (value === undefined) return undefined;
        const problems = schemaChecker(schema)(value);
        return problems.length === 0
          ? undefined
          : `has a default with ${problems.map(({ field }) => field).join(", ")}`;
      }),
  },
  {
    name: "the spec has no defaults, so that those of the account and the operator can act",
    problems: (crd) =>
      problemsAt(crd, ({ schema, path }) =>
        path.startsWith(".spec") && schema["default"] !== undefined ? "has a default" : undefined,
      ),
  },
  {
    name: "a new object has a status that is older than its spec",
    problems: (crd) =>
      rootSchemasOf(crd).flatMap((root) => {
        const value: Json | undefined = objectAt(root, "properties", "status")["default"];
        return isJsonObject(value) && value["observedGeneration"] === -1
          ? []
          : ["the default of .status must set observedGeneration to -1"];
      }),
  },
];
