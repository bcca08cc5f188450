import type { ASTNode } from "@marcbachmann/cel-js";

/**
 * The expression with what Kubernetes evaluates in its own way replaced by calls of our functions: `==` and `!=` (lists
 * of type set and map compare without order) and `matches` (RE2). Fully parenthesised.
 */
export function rewriteExpression(node: ASTNode): string {
  const print = rewriteExpression;
  switch (node.op) {
    case "value":
    case "id":
      return node.input.slice(node.start, node.end);
    case ".":
    case ".?":
      return `${print(node.args[0])}${node.op}${node.args[1]}`;
    case "[]":
      return `${print(node.args[0])}[${print(node.args[1])}]`;
    case "[?]":
      return `${print(node.args[0])}[?${print(node.args[1])}]`;
    case "call":
      return `${node.args[0]}(${node.args[1].map(print).join(", ")})`;
    case "rcall": {
      const [method, receiver, args] = node.args;
      return `${print(receiver)}.${method === "matches" ? "re2Matches" : method}(${args.map(print).join(", ")})`;
    }
    case "list":
      return `[${node.args.map(print).join(", ")}]`;
    case "map":
      return `{${node.args.map(([key, value]) => `${print(key)}: ${print(value)}`).join(", ")}}`;
    case "?:":
      return `(${print(node.args[0])} ? ${print(node.args[1])} : ${print(node.args[2])})`;
    case "!_":
      return `(!${print(node.args)})`;
    case "-_":
      return `(-${print(node.args)})`;
    case "==":
      return `kubeEquals(${print(node.args[0])}, ${print(node.args[1])})`;
    case "!=":
      return `(!kubeEquals(${print(node.args[0])}, ${print(node.args[1])}))`;
    default:
      return `(${print(node.args[0])} ${node.op} ${print(node.args[1])})`;
  }
}

/** Whether the expression refers to the variable `name` anywhere, as a word. */
export function mentions(node: ASTNode, name: string): boolean {
  if (node.op === "id") return node.args === name;
  return operands(node).some((operand) => mentions(operand, name));
}

/** The expressions that an expression is made of. */
export function operands(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}
