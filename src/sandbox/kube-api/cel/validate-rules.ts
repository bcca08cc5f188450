import { Optional } from "@marcbachmann/cel-js";
import { isJsonObject, type Json } from "../../../base/json.ts";
import { duplicate, forbidden, invalid, required, type FieldError } from "../errors/field-error.ts";
import { childPath, indexPath, keyPath, printPath } from "../schema/field-path.ts";
import type { OldValue } from "../schema/old-value.ts";
import { firstLine, type CompiledRule, type RuleNode, type RuleVariables } from "./compile-rules.ts";
import { toCelValue } from "./cel-value.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** The violations of a value's rules, those of the value itself before those of what is in it. */
export function validateRules(node: RuleNode, value: Json, old: OldValue | undefined): FieldError[] {
  return violations(node, value, { path: "", old, parentUnchanged: false });
}

interface Place {
  readonly path: string;
  readonly old: OldValue | undefined;
  /** Whether the nearest part around it that has a counterpart is as it was: then its errors are old ones too. */
  readonly parentUnchanged: boolean;
}

function violations(node: RuleNode | undefined, value: Json | undefined, place: Place): FieldError[] {
  if (node === undefined || value === undefined || value === null) return [];
  const own = node.rules.length === 0 ? [] : ownViolations(node, value, place);
  const { path, old } = place;
  const inside = (next: OldValue | undefined, nextPath: string): Place => ({
    path: nextPath,
    old: next,
    parentUnchanged: old === undefined ? place.parentUnchanged : old.isUnchanged(),
  });
  if (isJsonArray(value)) {
    if (node.items === undefined) return own;
    return [
      ...own,
      ...value.flatMap((item, index) => violations(node.items, item, inside(old?.item(index), indexPath(path, index)))),
    ];
  }
  if (!isJsonObject(value)) return own;
  const nested = Object.entries(value).flatMap(([name, member]) => {
    const property = node.properties.get(name);
    if (property !== undefined) return violations(property, member, inside(old?.member(name), childPath(path, name)));
    if (node.schema.properties.has(name)) return [];
    return violations(node.additionalProperties, member, inside(old?.member(name), keyPath(path, name)));
  });
  return [...own, ...nested];
}

function ownViolations(node: RuleNode, value: Json, place: Place): FieldError[] {
  const isRoot = place.path === "";
  const before = place.old?.value ?? undefined;
  const isUnchanged = place.old === undefined ? place.parentUnchanged : place.old.isUnchanged();
  // What was wrong before may stay wrong; and transition rules need something to compare with.
  const asked = node.rules.filter((rule) =>
    rule.usesOldSelf ? before !== undefined || rule.source.optionalOldSelf : !isUnchanged,
  );
  if (asked.length === 0) return [];
  const self = toCelValue(value, node.schema, isRoot);
  const oldSelf =
    before === undefined || !asked.some((rule) => rule.usesOldSelf)
      ? undefined
      : toCelValue(before, node.schema, isRoot);
  return asked.flatMap((rule) => {
    const shownOld = rule.source.optionalOldSelf ? Optional.of(oldSelf) : oldSelf;
    const variables: RuleVariables = rule.usesOldSelf ? { self, oldSelf: shownOld } : { self };
    const error = violation(rule, variables, { type: node.schema.type ?? "", value, path: place.path });
    return error === undefined ? [] : [error];
  });
}

function violation(
  rule: CompiledRule,
  variables: RuleVariables,
  { type, value, path }: { readonly type: string; readonly value: Json; readonly path: string },
): FieldError | undefined {
  try {
    if (rule.evaluate(variables) === true) return undefined;
  } catch (error) {
    const told = rule.source.message?.trim() ?? rule.source.rule.trim();
    return invalid(printPath(path), type, `${celErrorText(error)} evaluating rule: ${told}`);
  }
  const { fieldPath, reason } = rule.source;
  const place = printPath(fieldPath === undefined ? path : childPath(path, fieldPath.replace(/^\./, "")));
  const shown = typeof value === "object" ? undefined : value;
  const detail = messageOf(rule, variables);
  switch (reason) {
    case "FieldValueForbidden":
      return forbidden(place, detail);
    case "FieldValueRequired":
      return required(place, detail);
    case "FieldValueDuplicate":
      return duplicate(place, shown);
    default:
      return invalid(place, shown, detail);
  }
}

/** A message expression that fails, or yields no text that fits, gives way to the message. */
function messageOf(rule: CompiledRule, variables: RuleVariables): string {
  const computed = computedMessage(rule, variables)?.trim();
  if (computed !== undefined && computed !== "" && !computed.includes("\n") && computed.length <= 5 * 1024) {
    return computed;
  }
  return rule.source.message?.trim() ?? `failed rule: ${rule.source.rule.trim()}`;
}

function computedMessage(rule: CompiledRule, variables: RuleVariables): string | undefined {
  try {
    const result = rule.message?.(variables);
    return typeof result === "string" ? result : undefined;
  } catch {
    // The server takes the message instead as well, and only logs the reason.
    return undefined;
  }
}

function celErrorText(error: unknown): string {
  return firstLine(error).replace(/^No such key/, "no such key");
}
