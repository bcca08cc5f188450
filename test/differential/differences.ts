import { isJsonObject, type Json } from "../../src/base/json.ts";

/** One place where two answers differ. */
export interface Difference {
  /** Dotted path into the answer: `body.metadata.generation`, `body.items[2].spec`. */
  readonly at: string;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
}

/** Every smallest place where two values differ; the order of an object's members does not matter. */
export function differences(left: Json | undefined, right: Json | undefined, at = ""): readonly Difference[] {
  if (Array.isArray(left) && Array.isArray(right)) {
    const [leftItems, rightItems]: readonly (readonly Json[])[] = [left, right];
    if (leftItems?.length !== rightItems?.length) return [{ at, left, right }];
    return (leftItems ?? []).flatMap((item, index) => differences(item, rightItems?.[index], `${at}[${index}]`));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
      differences(left[key], right[key], at === "" ? key : `${at}.${key}`),
    );
  }
  return left === right ? [] : [{ at, left, right }];
}
