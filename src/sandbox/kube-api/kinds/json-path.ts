import { isJsonObject, type Json } from "../../../base/json.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** Finds the values at a path, in order. Missing members yield nothing. */
export type JsonPath = (root: Json) => readonly Json[];

type Step = (values: readonly Json[]) => Json[];

/**
 * Compiles the simple paths that columns and selectable fields use: members, quoted members, indexes, `[*]` and filters
 * such as `[?(@.type=="Ready")]`.
 * @throws Error naming the part that cannot be read.
 */
export function compileJsonPath(source: string): JsonPath {
  const steps: Step[] = [];
  const tokens = /\.((?:[^\s.,[\]$@{}\\]|\\.)+)|\[(\*|-?\d+|'[^']*'|"[^"]*"|\?\([^)]*\))\]|(.)/gy;
  for (const [, member, bracket, stray] of source.matchAll(tokens)) {
    if (stray !== undefined) throw new Error(`unrecognized column definition ${JSON.stringify(source)}`);
    steps.push(member === undefined ? bracketStep(bracket ?? "", source) : memberStep(member.replaceAll("\\.", ".")));
  }
  return (root) => steps.reduce<readonly Json[]>((values, step) => step(values), [root]);
}

function memberStep(name: string): Step {
  return (values) => values.flatMap((value) => (isJsonObject(value) ? present(value[name]) : []));
}

function bracketStep(content: string, source: string): Step {
  if (content === "*") {
    return (values) =>
      values.flatMap((value): readonly Json[] =>
        isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value).flatMap(present) : [],
      );
  }
  if (content.startsWith("?")) return filterStep(content.slice(2, -1), source);
  if (/^-?\d+$/.test(content)) {
    return (values) => values.flatMap((value) => (isJsonArray(value) ? present(value.at(Number(content))) : []));
  }
  return memberStep(content.slice(1, -1));
}

function filterStep(condition: string, source: string): Step {
  const match = /^\s*@((?:\.[\w-]+)+)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$/.exec(condition);
  if (match === null) throw new Error(`unrecognized column definition ${JSON.stringify(source)}`);
  const [, path = "", operator, double, single, bare] = match;
  const left = compileJsonPath(path);
  const right = double ?? single ?? bare ?? "";
  return (values) =>
    values.flatMap((value) =>
      isJsonArray(value)
        ? value.filter((item: Json) => (printJson(left(item)[0]) === right) === (operator === "=="))
        : [],
    );
}

function present(value: Json | undefined): Json[] {
  return value === undefined ? [] : [value];
}

/** A value as text: strings bare, everything else as JSON. */
export function printJson(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}
