import { InvalidValue } from "./option-spec.ts";

/** Where a server listens. */
export interface ListenAddress {
  /** Undefined: every address of the machine. */
  readonly host: string | undefined;
  /** 0: any free port. */
  readonly port: number;
}

/** Any text but an empty one. */
export function parseText(text: string): string {
  if (text.trim() === "") throw new InvalidValue("a text that is not empty");
  return text;
}

/** Paths, each in a line of its own, none of them empty. */
export function parsePaths(text: string): readonly string[] {
  const paths = text.split("\n").filter((line) => line.trim() !== "");
  if (paths.length === 0) throw new InvalidValue("a file or a folder");
  return paths;
}

/** Names between commas, none of them twice. */
export function parseNames(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name));
  if (wrong !== undefined) throw new InvalidValue("names of namespaces between commas");
  return [...new Set(names)];
}

/** The name of a namespace. */
export function parseNamespace(text: string): string {
  const [name, ...others] = parseNames(text);
  if (name === undefined || others.length > 0) throw new InvalidValue("the name of a namespace");
  return name;
}

/** Names at App Runner between commas, in which `*` stands for any characters. */
export function parseGlobs(text: string): readonly RegExp[] {
  const globs = text.split(",").map((glob) => glob.trim());
  if (globs.some((glob) => !/^[A-Za-z0-9_*-]+$/.test(glob))) {
    throw new InvalidValue("names of services between commas, with * for any characters");
  }
  return globs.map((glob) => new RegExp(`^${glob.replaceAll("*", ".*")}$`));
}

/** `key=value` or `key` between commas. */
export function parsePairs(text: string): ReadonlyMap<string, string | undefined> {
  const pairs = text.split(",").map((pair): [string, string | undefined] => {
    const [key = "", ...value] = pair.trim().split("=");
    if (key === "") throw new InvalidValue("tags as key=value between commas");
    return [key, value.length === 0 ? undefined : value.join("=")];
  });
  return new Map(pairs);
}

export function parseBoolean(text: string): boolean {
  if (text === "true") return true;
  if (text === "false") return false;
  throw new InvalidValue("true or false");
}

/** A TCP port; 0 stands for any free one. */
export function parsePort(text: string): number {
  return parseWhole(text, 0, 65_535, "a port, from 0 (any free one) to 65535");
}

/** `host:port` or `:port`, the host a name, an IPv4 address or an IPv6 address in brackets. */
export function parseAddress(text: string): ListenAddress {
  const match = /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<host>[A-Za-z0-9.-]*)):(?<port>\d{1,5})$/.exec(text);
  const port = Number(match?.groups?.["port"]);
  if (match === null || port > 65_535) throw new InvalidValue("an address such as :8080 or 127.0.0.1:0");
  const host = match.groups?.["six"] ?? match.groups?.["host"] ?? "";
  return { host: host === "" ? undefined : host, port };
}

/** How many times faster than AWS: at least 1, and at most so fast that polls are still some milliseconds apart. */
export function parseSpeed(text: string): number {
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(speed >= 1 && speed <= 1000)) throw new InvalidValue("a number from 1 (AWS's real pace) to 1000");
  return speed;
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => parseWhole(text, least, most, `a whole number from ${least} to ${most}`);
}

export function oneOf<Choice extends string>(choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new InvalidValue(`one of ${choices.join(", ")}`);
    return choice;
  };
}

/** The name of an AWS region, by its form. */
export function parseRegion(text: string): string {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)) throw new InvalidValue("a region such as eu-west-1");
  return text;
}

/** A URL of a server, without a path. */
export function parseServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new InvalidValue("a URL such as http://127.0.0.1:4566");
  }
  return text.replace(/\/+$/, "");
}

/** `name=value` between commas. A value is a number or a truth where it looks like one, and a text otherwise. */
export function parseAssignments(text: string): Readonly<Record<string, string | number | boolean>> {
  const pairs = text.split(",").map((pair) => /^\s*([A-Za-z]+)=(.+?)\s*$/.exec(pair));
  return Object.fromEntries(
    pairs.map((match): [string, string | number | boolean] => {
      const [, name, value] = match ?? [];
      if (name === undefined || value === undefined) throw new InvalidValue("name=value between commas");
      if (value === "true" || value === "false") return [name, value === "true"];
      return [name, /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}

function parseWhole(text: string, least: number, most: number, expected: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new InvalidValue(expected);
  return value;
}
