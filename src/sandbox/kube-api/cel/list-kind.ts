/** What a list's schema says about its order and identity. */
export interface ListKind {
  readonly type: "atomic" | "set" | "map";
  /** Escaped names. */
  readonly keys: readonly string[];
}

const listKind = Symbol("listKind");
const atomic: ListKind = { type: "atomic", keys: [] };

type MarkedList = unknown[] & { [listKind]?: ListKind };

/** Marks a list so that `==` can tell how to compare it. */
export function markList(list: MarkedList, type: ListKind["type"], keys: readonly string[]): unknown[] {
  if (type !== "atomic") Object.defineProperty(list, listKind, { value: { type, keys } satisfies ListKind });
  return list;
}

export function listKindOf(list: readonly unknown[]): ListKind {
  return (list as MarkedList)[listKind] ?? atomic;
}
