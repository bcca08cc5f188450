import type { Environment } from "@marcbachmann/cel-js";
import type { RuleSource, Schema } from "../schema/schema.ts";
import { mentions, rewriteExpression } from "./rewrite-expression.ts";

/** A rule that is ready to run. Both functions throw what CEL throws. */
export interface CompiledRule {
  readonly source: RuleSource;
  /** Rules that name `oldSelf` are transition rules. */
  readonly usesOldSelf: boolean;
  /** Anything but true is a violation. */
  evaluate(variables: RuleVariables): unknown;
  readonly message: ((variables: RuleVariables) => unknown) | undefined;
}

/** Absent where a rule must not use it. */
export interface RuleVariables {
  readonly self: unknown;
  readonly oldSelf?: unknown;
}

/** The rules of a schema and of what is inside of it; undefined where there are none at all. */
export interface RuleNode {
  readonly schema: Schema;
  readonly rules: readonly CompiledRule[];
  readonly properties: ReadonlyMap<string, RuleNode>;
  readonly additionalProperties: RuleNode | undefined;
  readonly items: RuleNode | undefined;
}

/** Compiles every rule under `schema`. @throws CelCompileError for the first that CEL cannot read. */
export function compileRules(schema: Schema, environment: Environment): RuleNode | undefined {
  const properties = new Map<string, RuleNode>();
  for (const [name, property] of schema.properties) {
    const compiled = compileRules(property, environment);
    if (compiled !== undefined) properties.set(name, compiled);
  }
  const { additionalProperties, items } = schema;
  const node: RuleNode = {
    schema,
    rules: schema.rules.filter(({ rule }) => rule.trim() !== "").map((rule) => compileRule(rule, environment)),
    properties,
    additionalProperties:
      additionalProperties === undefined || additionalProperties === true
        ? undefined
        : compileRules(additionalProperties, environment),
    items: items === undefined ? undefined : compileRules(items, environment),
  };
  const isEmpty =
    node.rules.length === 0 &&
    properties.size === 0 &&
    node.additionalProperties === undefined &&
    node.items === undefined;
  return isEmpty ? undefined : node;
}

/** @throws CelCompileError */
export function compileRule(source: RuleSource, environment: Environment): CompiledRule {
  const rule = compileExpression(source.rule, environment);
  const message =
    source.messageExpression === undefined ? undefined : compileExpression(source.messageExpression, environment);
  return { source, usesOldSelf: rule.usesOldSelf, evaluate: rule.run, message: message?.run };
}

/** An expression that CEL, or our part of its library, does not know. */
export class CelCompileError extends Error {
  override readonly name = "CelCompileError";
  readonly expression: string;

  constructor(expression: string, cause: unknown) {
    super(firstLine(cause), { cause });
    this.expression = expression;
  }
}

function compileExpression(
  expression: string,
  environment: Environment,
): { run: (variables: RuleVariables) => unknown; usesOldSelf: boolean } {
  try {
    const parsed = environment.parse(expression);
    const rewritten = environment.parse(rewriteExpression(parsed.ast));
    const check = rewritten.check();
    if (!check.valid) throw check.error ?? new Error("the expression has no valid type");
    return { run: (variables) => rewritten({ ...variables }), usesOldSelf: mentions(parsed.ast, "oldSelf") };
  } catch (error) {
    throw new CelCompileError(expression, error);
  }
}

/** CEL's errors carry an excerpt of the source after the first line. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1).join("");
}
