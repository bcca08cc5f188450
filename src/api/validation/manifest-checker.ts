import { isJsonObject } from "../../base/json.ts";
import type { Json } from "../../base/json.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { structuralSchema } from "../schema/structural-schema.ts";
import type { ManifestProblem } from "./manifest-problem.ts";
import { ruleProblems } from "./rule-problems.ts";
import { schemaChecker } from "./schema-problems.ts";

/** Why the API server would refuse `manifest`, as an update of `previous` where that is given; empty when it would not. */
export type ManifestCheck = (manifest: Json, previous?: Json) => readonly ManifestProblem[];

/** Keywords whose problems do not keep the API server from evaluating CEL rules; all others do. */
const harmless = ["pattern", "format", "minLength", "minimum", "maximum"];

/**
 * Compiles the check of one kind's manifests, without a server. As on the API server, CEL rules are only looked at when
 * nothing is missing, too long, of the wrong type or not to choose from.
 */
export function manifestChecker({ type, schema }: KindDefinition): ManifestCheck {
  const structural = structuralSchema(schema);
  const schemaProblems = schemaChecker(structural);
  return (manifest, previous) => {
    if (!isJsonObject(manifest)) return [{ field: "", message: "must be an object" }];
    const apiVersion = `${type.group}/${type.version}`;
    if (manifest["apiVersion"] !== apiVersion) return [{ field: "apiVersion", message: `must be ${apiVersion}` }];
    if (manifest["kind"] !== type.kind) return [{ field: "kind", message: `must be ${type.kind}` }];
    const problems = schemaProblems(manifest);
    const told = problems.map(({ field, message }) => ({ field, message }));
    if (problems.some(({ keyword }) => !harmless.includes(keyword))) return told;
    return [...told, ...ruleProblems(structural, manifest, isJsonObject(previous) ? previous : undefined)];
  };
}
