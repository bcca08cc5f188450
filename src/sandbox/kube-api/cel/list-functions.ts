import type { Environment } from "@marcbachmann/cel-js";
import { equalValues } from "./equal-values.ts";

type Ordered = string | number | bigint | Date;

/** The functions of lists and sets that Kubernetes adds to CEL. */
export function registerListFunctions(environment: Environment): void {
  environment
    .registerFunction("list.isSorted(): bool", (list: readonly Ordered[]) =>
      list.every((item, index) => index === 0 || (list[index - 1] ?? item) <= item),
    )
    .registerFunction("list.sum(): dyn", sum)
    .registerFunction("list.min(): dyn", (list: readonly Ordered[]) =>
      extreme(list, (left, right) => left < right, "min"),
    )
    .registerFunction("list.max(): dyn", (list: readonly Ordered[]) =>
      extreme(list, (left, right) => left > right, "max"),
    )
    .registerFunction("list.indexOf(dyn): int", (list: readonly unknown[], wanted: unknown) =>
      BigInt(list.findIndex((item) => equalValues(item, wanted))),
    )
    .registerFunction("list.lastIndexOf(dyn): int", (list: readonly unknown[], wanted: unknown) =>
      BigInt(list.findLastIndex((item) => equalValues(item, wanted))),
    )
    .registerType("SetsNamespace", SetsNamespace)
    .registerConstant("sets", "SetsNamespace", new SetsNamespace())
    .registerFunction("SetsNamespace.contains(list, list): bool", (_sets: unknown, list: unknown[], part: unknown[]) =>
      containsAll(list, part),
    )
    .registerFunction(
      "SetsNamespace.equivalent(list, list): bool",
      (_sets: unknown, a: unknown[], b: unknown[]) => containsAll(a, b) && containsAll(b, a),
    )
    .registerFunction("SetsNamespace.intersects(list, list): bool", (_sets: unknown, a: unknown[], b: unknown[]) =>
      a.some((item) => b.some((other) => equalValues(item, other))),
    );
}

class SetsNamespace {}

function containsAll(list: readonly unknown[], part: readonly unknown[]): boolean {
  return part.every((item) => list.some((other) => equalValues(item, other)));
}

function sum(list: readonly (bigint | number)[]): bigint | number {
  return list.reduce<bigint | number>(
    (total, item) => (typeof item === "bigint" ? BigInt(total) + item : Number(total) + item),
    typeof list[0] === "number" ? 0 : 0n,
  );
}

function extreme(list: readonly Ordered[], better: (left: Ordered, right: Ordered) => boolean, name: string): Ordered {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error(`${name} called on empty list`);
  return rest.reduce((best, item) => (better(item, best) ? item : best), first);
}
