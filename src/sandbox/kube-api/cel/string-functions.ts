import type { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { parseGoDuration } from "../schema/formats.ts";
import type { Pattern } from "../schema/pattern.ts";

/** The functions of strings, regular expressions and URLs that Kubernetes adds to CEL. */
export function registerStringFunctions(environment: Environment, pattern: (source: string) => Pattern): void {
  environment
    .registerFunction("string.re2Matches(string): bool", (text: string, source: string) => pattern(source).test(text))
    .registerFunction("matches(string, string): bool", (text: string, source: string) => pattern(source).test(text))
    .registerFunction(
      "string.find(string): string",
      (text: string, source: string) => findAll(text, source, 1)[0] ?? "",
    )
    .registerFunction("string.findAll(string): list<string>", (text: string, source: string) =>
      findAll(text, source, Number.POSITIVE_INFINITY),
    )
    .registerFunction("string.findAll(string, int): list<string>", (text: string, source: string, limit: bigint) =>
      findAll(text, source, limit < 0n ? Number.POSITIVE_INFINITY : Number(limit)),
    )
    .registerFunction("string.replace(string, string): string", (text: string, from: string, to: string) =>
      text.replaceAll(from, () => to),
    )
    .registerFunction("string.replace(string, string, int): string", replaceSome)
    .registerFunction("string.charAt(int): string", charAt)
    .registerFunction("isURL(string): bool", isUrl)
    .registerFunction("string.format(list<dyn>): string", format);
  environment.registerFunction("isDuration(string): bool", (text: string) => parseGoDuration(text) !== undefined);
}

function findAll(text: string, source: string, limit: number): string[] {
  const matcher = RE2JS.compile(source).matcher(text);
  const found: string[] = [];
  while (found.length < limit && matcher.find()) found.push(matcher.group() ?? "");
  return found;
}

function replaceSome(text: string, from: string, to: string, limit: bigint): string {
  if (limit < 0n) return text.replaceAll(from, () => to);
  let result = text;
  let start = 0;
  for (let left = limit; left > 0n; left--) {
    const at = result.indexOf(from, start);
    if (at < 0) break;
    result = result.slice(0, at) + to + result.slice(at + from.length);
    start = at + to.length;
  }
  return result;
}

function charAt(text: string, index: bigint): string {
  const characters = Array.from(text);
  if (index < 0n || index > BigInt(characters.length)) throw new Error(`index out of range: ${index}`);
  return characters[Number(index)] ?? "";
}

/** An absolute URL or an absolute path, as Go's url.ParseRequestURI takes it. */
function isUrl(text: string): boolean {
  if (text.startsWith("/")) return true;
  return /^[a-z][a-z0-9+.-]*:\/\/?[^\s]+$/i.test(text) && URL.canParse(text);
}

function format(template: string, values: readonly unknown[]): string {
  let next = 0;
  return template.replaceAll(/%(?:\.(\d+))?([sdfxX%])/g, (_all, precision: string | undefined, verb: string) => {
    if (verb === "%") return "%";
    const value = values[next++];
    if (verb === "f") return Number(value).toFixed(precision === undefined ? 6 : Number(precision));
    if (verb === "x" || verb === "X") {
      const digits = typeof value === "bigint" ? value.toString(16) : Buffer.from(String(value)).toString("hex");
      return verb === "X" ? digits.toUpperCase() : digits;
    }
    return print(value);
  });
}

function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (value instanceof Map) {
    return `{${[...value]
      .map(([key, member]) => `${print(key)}: ${print(member)}`)
      .toSorted()
      .join(", ")}}`;
  }
  return value instanceof Date ? value.toISOString() : String(value);
}
