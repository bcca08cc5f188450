import type { Environment } from "@marcbachmann/cel-js";
import type { RuleSource, Schema } from "../schema/schema.ts";
import { asRoot, checkFields } from "./check-fields.ts";
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

/** Compiles every rule under the schema of an object. @throws CelCompileError for the first that CEL cannot read. */
export function compileRules(schema: Schema, environment: Environment, isRoot = true): RuleNode | undefined {
  const properties = new Map<string, RuleNode>();
  for (const [name, property] of schema.properties) {
    const compiled = compileRules(property, environment, false);
    if (compiled !== undefined) properties.set(name, compiled);
  }
  const { additionalProperties, items } = schema;
  const self = isRoot ? asRoot(schema) : schema;
  const node: RuleNode = {
    schema,
    rules: schema.rules.filter(({ rule }) => rule.trim() !== "").map((rule) => compileRule(rule, self, environment)),
    properties,
    additionalProperties:
      additionalProperties === undefined || additionalProperties === true
        ? undefined
        : compileRules(additionalProperties, environment, false),
    items: items === undefined ? undefined : compileRules(items, environment, false),
  };
  const isEmpty =
    node.rules.length === 0 &&
    properties.size === 0 &&
    node.additionalProperties === undefined &&
    node.items === undefined;
  return isEmpty ? undefined : node;
}

/** Compiles one rule about values of the schema `self`. @throws CelCompileError */
export function compileRule(source: RuleSource, self: Schema, environment: Environment): CompiledRule {
  const rule = compileExpression(source.rule, self, environment);
  const message =
    source.messageExpression === undefined ? undefined : compileExpression(source.messageExpression, self, environment);
  return { source, usesOldSelf: rule.usesOldSelf, evaluate: rule.run, message: message?.run };
}

/** An expression that CEL, or our part of its library, does not know. */
export class CelCompileError extends Error {
  override readonly name = "CelCompileError";
  readonly expression: string;

  constructor(expression: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.expression = expression;
  }
}

function compileExpression(
  expression: string,
  self: Schema,
  environment: Environment,
): { run: (variables: RuleVariables) => unknown; usesOldSelf: boolean } {
  try {
    const parsed = environment.parse(expression);
    checkFields(parsed.ast, self);
    const rewritten = environment.parse(rewriteExpression(parsed.ast));
    const check = rewritten.check();
    if (!check.valid) throw check.error ?? new Error("the expression has no valid type");
    return { run: (variables): unknown => rewritten({ ...variables }), usesOldSelf: mentions(parsed.ast, "oldSelf") };
  } catch (error) {
    throw new CelCompileError(expression, error);
  }
}

/** CEL's errors carry an excerpt of the source after the first line. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1).join("");
}
