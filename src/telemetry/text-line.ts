import { isJsonObject } from "../base/json.ts";

const colours: Readonly<Record<string, string>> = { debug: "90", info: "36", warn: "33", error: "31" };

/** A JSON line of the logger as one line for a person: time of day, level, message, and the fields as `name=value`. */
export function textLine(line: string, colour: boolean): string {
  const record: unknown = JSON.parse(line);
  if (!isJsonObject(record)) return line;
  const { level, time, msg, ...fields } = record;
  const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const name = textOf(level);
  const pairs = Object.entries(fields).map(([field, value]) => paint("90", `${field}=`) + shown(value));
  const clockTime = textOf(time).slice(11, 23);
  return `${[paint("90", clockTime), paint(colours[name] ?? "0", name.toUpperCase().padEnd(5)), textOf(msg), ...pairs].join(" ")}\n`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return /^[^\s"=]+$/u.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}
