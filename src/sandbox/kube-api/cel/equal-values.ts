import { Optional } from "@marcbachmann/cel-js";
import { listKindOf, type ListKind } from "./list-kind.ts";

/** CEL's equality, with Kubernetes' rule that lists of type set and map are compared without their order. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isNumeric(left) && isNumeric(right)) return Number(left) === Number(right);
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  return equalObjects(left, right);
}

function equalObjects(left: object, right: object): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && equalLists(left, right);
  if (left instanceof Map) return right instanceof Map && equalMaps(left, right);
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  if (left instanceof Optional) return right instanceof Optional && equalOptionals(left, right);
  if (isPlain(left)) return isPlain(right) && equalMaps(new Map(Object.entries(left)), new Map(Object.entries(right)));
  // Times, durations and unsigned integers say what they are worth.
  if (left.valueOf() === left) return false;
  return left.constructor === right.constructor && equalValues(left.valueOf(), right.valueOf());
}

function equalOptionals(left: Optional, right: Optional): boolean {
  if (!left.hasValue() || !right.hasValue()) return left.hasValue() === right.hasValue();
  return equalValues(left.value(), right.value());
}

function isNumeric(value: unknown): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function equalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left.length !== right.length) return false;
  const kind = listKindOf(left);
  if (kind.type === "atomic") return left.every((item, index) => equalValues(item, right[index]));
  return left.every((item) => right.some((other) => sameItem(item, other, kind) && equalValues(item, other)));
}

function sameItem(left: unknown, right: unknown, kind: ListKind): boolean {
  if (kind.type === "set" || !(left instanceof Map) || !(right instanceof Map)) return true;
  return kind.keys.every((key) => equalValues(left.get(key), right.get(key)));
}

function equalMaps(left: ReadonlyMap<unknown, unknown>, right: ReadonlyMap<unknown, unknown>): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    if (!right.has(key) || !equalValues(value, right.get(key))) return false;
  }
  return true;
}
