import type { JsonObject } from "../../../src/base/json.ts";
import { RE2JS } from "re2js";
import { objectAt, objectsAt, textAt } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt, schemaNodes } from "./schema-nodes.ts";
import type { SchemaNode } from "./schema-nodes.ts";

const reasons = ["FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate"];

/** Rules about CEL rules and patterns. */
export const celRules: readonly LintRule[] = [
  {
    name: "the message of a CEL rule is one line, without a full stop",
    problems: (crd) =>
      eachRule(crd, (rule) => (/^[^\n\r]+[^.\n\r]$/.test(textAt(rule, "message")) ? undefined : "has another message")),
  },
  {
    name: "the message of a CEL rule writes the fields that it names in backticks",
    problems: (crd) => {
      const names = fieldNames(crd);
      return eachRule(crd, (rule, { name = "", schema }) => {
        const own = [name, ...Object.keys(objectAt(schema, "properties"))];
        const bare = bareField(textAt(rule, "message"), names, own);
        return bare === undefined ? undefined : `says ${bare} without backticks`;
      });
    },
  },
  {
    name: "what the message of a CEL rule has in backticks is a field",
    problems: (crd) => {
      const names = fieldNames(crd);
      return eachRule(crd, (rule) => {
        const path = quotedPaths(textAt(rule, "message")).find((quoted) =>
          quoted.split(".").some((step) => !names.has(step)),
        );
        return path === undefined ? undefined : `has \`${path}\` in backticks`;
      });
    },
  },
  {
    name: "the reason of a CEL rule is one that Kubernetes knows",
    problems: (crd) =>
      eachRule(crd, (rule) =>
        rule["reason"] === undefined || reasons.includes(textAt(rule, "reason")) ? undefined : "has another reason",
      ),
  },
  {
    name: "the fieldPath of a CEL rule exists",
    problems: (crd) =>
      eachRule(crd, (rule, { schema }) => {
        const fieldPath = textAt(rule, "fieldPath");
        if (fieldPath === "") return undefined;
        const steps = fieldPath.split(".").slice(1);
        const field = objectAt(schema, ...steps.flatMap((step) => ["properties", step]));
        return Object.keys(field).length > 0 ? undefined : `points to ${fieldPath}`;
      }),
  },
  {
    name: "a CEL rule names oldSelf only where there is an old value",
    problems: (crd) =>
      eachRule(crd, (rule, { uncorrelated }) =>
        uncorrelated && textAt(rule, "rule").includes("oldSelf") ? "compares with an old value" : undefined,
      ),
  },
  {
    name: "no CEL feature that is younger than the oldest supported Kubernetes",
    problems: (crd) =>
      eachRule(crd, (rule) => (rule["optionalOldSelf"] === undefined ? undefined : "uses optionalOldSelf")),
  },
  {
    name: "a pattern is RE2 and anchored at both ends",
    problems: (crd) =>
      problemsAt(crd, ({ schema }) => {
        const pattern = textAt(schema, "pattern");
        if (pattern === "") return undefined;
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) return "has a pattern that is not anchored";
        try {
          RE2JS.compile(pattern);
          return undefined;
        } catch (error) {
          return `has a pattern that RE2 refuses: ${String(error)}`;
        }
      }),
  },
];

/** What the CRD's fields are called, and the one of the metadata that rules can see. */
function fieldNames(crd: JsonObject): ReadonlySet<string> {
  const own = schemaNodes(crd).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return new Set([...own, "metadata", "name"]);
}

/**
 * A field that `message` names outside of backticks and outside of literals such as ARNs. A name that may also be an
 * English word (`policy`) counts only if it is one of `own`, the fields that the rule is about, and then once is enough.
 */
function bareField(message: string, names: ReadonlySet<string>, own: readonly string[]): string | undefined {
  const quoted = quotedPaths(message).flatMap((path) => path.split("."));
  const words = message.replaceAll(/`[^`]*`|\S*[:/]\S+/g, " ").match(/[A-Za-z]+(\.[A-Za-z]+)*/g) ?? [];
  return words.find((word) =>
    /[a-z][A-Z.]/.test(word) ? names.has(word.split(".").at(-1) ?? "") : own.includes(word) && !quoted.includes(word),
  );
}

function quotedPaths(message: string): readonly string[] {
  return [...message.matchAll(/`([^`]*)`/g)].map(([, path = ""]) => path);
}

function eachRule(
  crd: JsonObject,
  problemOf: (rule: JsonObject, node: SchemaNode) => string | undefined,
): readonly string[] {
  return schemaNodes(crd).flatMap((node) =>
    objectsAt(node.schema, "x-kubernetes-validations").flatMap((rule) => {
      const problem = problemOf(rule, node);
      return problem === undefined ? [] : [`the rule ${textAt(rule, "rule")} at ${node.path} ${problem}`];
    }),
  );
}
