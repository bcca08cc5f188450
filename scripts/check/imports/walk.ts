import { type Node, visitorKeys } from "oxc-parser";

/** Where a node stands: its parent, and the parent's member that holds it. */
export interface Place {
  readonly parent: Node;
  readonly member: string;
}

/** Calls `visit` for every node below `root`, outermost first. */
export function walk(root: Node, visit: (node: Node, place: Place) => void): void {
  for (const member of visitorKeys[root.type] ?? []) {
    const value: unknown = Reflect.get(root, member);
    for (const child of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (!isNode(child)) continue;
      visit(child, { parent: root, member });
      walk(child, visit);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
