import type { ASTNode } from "@marcbachmann/cel-js";
import { compileSchema } from "../schema/compile-schema.ts";
import type { Schema } from "../schema/schema.ts";
import { escapeIdentifier } from "./escape-identifier.ts";
import { operands } from "./rewrite-expression.ts";

/** What is known of the variables of an expression; a variable of no known schema may have any member. */
type Scope = ReadonlyMap<string, Schema | undefined>;

/**
 * Looks for members that the schema of `self` does not have, which is what CEL's types are mostly good for here.
 * @throws Error in the words of CEL's compiler
 */
export function checkFields(expression: ASTNode, self: Schema): void {
  visit(
    expression,
    new Map([
      ["self", self],
      ["oldSelf", self],
    ]),
  );
}

/** A schema as the rules of an object as a whole see it: with its type, and the members of metadata that they may use. */
export function asRoot(schema: Schema): Schema {
  const more = compileSchema({
    type: "object",
    properties: {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { type: "object", properties: { name: { type: "string" }, generateName: { type: "string" } } },
    },
  });
  return { ...schema, properties: new Map([...schema.properties, ...more.properties]) };
}

const macros = new Set(["all", "exists", "exists_one", "filter", "map"]);

/** Returns the schema of what the expression yields, as far as it is known. */
function visit(node: ASTNode, scope: Scope): Schema | undefined {
  switch (node.op) {
    case "id":
      return scope.get(node.args);
    case ".":
      return memberOf(visit(node.args[0], scope), node.args[1], node);
    case ".?":
      memberOf(visit(node.args[0], scope), node.args[1], node);
      return undefined;
    case "[]": {
      const holder = visit(node.args[0], scope);
      visit(node.args[1], scope);
      return elementOf(holder);
    }
    case "rcall": {
      const [method, receiver, args] = node.args;
      const held = visit(receiver, scope);
      const [variable, ...bodies] = args;
      if (!macros.has(method) || variable?.op !== "id") {
        for (const arg of args) visit(arg, scope);
        return undefined;
      }
      const inner = new Map(scope).set(variable.args, held?.type === "array" ? held.items : undefined);
      for (const body of bodies) visit(body, inner);
      return method === "filter" ? held : undefined;
    }
    default:
      for (const operand of operands(node)) visit(operand, scope);
      return undefined;
  }
}

function elementOf(holder: Schema | undefined): Schema | undefined {
  if (holder?.type === "array") return holder.items;
  const other = holder?.additionalProperties;
  return other === true ? undefined : other;
}

function memberOf(holder: Schema | undefined, name: string, node: ASTNode & { op: "." | ".?" }): Schema | undefined {
  if (holder?.type !== "object") return undefined;
  if (holder.additionalProperties !== undefined) return elementOf(holder);
  if (holder.properties.size === 0 && holder.preserveUnknownFields) return undefined;
  for (const [property, schema] of holder.properties) if (escapeIdentifier(property) === name) return schema;
  const dot = node.input.indexOf(".", node.args[0].end);
  throw new Error(`ERROR: ${place(node.input, dot)}: undefined field '${name}'\n${excerpt(node.input, dot)}`);
}

function place(input: string, at: number): string {
  const before = input.slice(0, at).split("\n");
  return `<input>:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function excerpt(input: string, at: number): string {
  const start = input.lastIndexOf("\n", at) + 1;
  const end = input.indexOf("\n", at);
  return ` | ${input.slice(start, end < 0 ? undefined : end)}\n | ${".".repeat(at - start)}^`;
}
