import type { Place } from "../../aws/port.ts";
import { isJsonObject, type Json } from "../../base/json.ts";
import { stableJson } from "../../base/stable-json.ts";

/** `1 vCPU` and `1024` are one size, which App Runner reads back in units (1024 are one vCPU). */
export function normaliseCpu(value: Json): Json {
  return scaled(value, /^([\d.]+) vCPU$/);
}

/** `2 GB` and `2048` are one size, which App Runner reads back in MB. */
export function normaliseMemory(value: Json): Json {
  return scaled(value, /^([\d.]+) GB$/);
}

function scaled(value: Json, withUnit: RegExp): Json {
  const amount = typeof value === "string" ? withUnit.exec(value)?.[1] : undefined;
  return amount === undefined ? value : String(Number(amount) * 1024);
}

/** A port is a string in the API; a manifest may say it as an integer. */
export function normalisePort(value: Json): Json {
  return typeof value === "number" ? String(value) : value;
}

/** App Runner's documentation shows some enumerations in mixed case. */
export function normaliseUpperCase(value: Json): Json {
  return typeof value === "string" ? value.toUpperCase() : value;
}

/**
 * An ARN of a revisioned configuration may stop at the name or at the revision; App Runner shows it with revision and id.
 */
export function revisionSatisfies(wanted: Json, live: Json): boolean {
  if (typeof wanted !== "string" || typeof live !== "string") return wanted === live;
  return live === wanted || live.startsWith(`${wanted}/`);
}

/** Secrets are equal when they name the same thing: an SSM parameter's name stands for its ARN in the same place. */
export function secretsSatisfy(wanted: Json, live: Json, place: Place): boolean {
  return stableJson(canonicalSecrets(wanted, place)) === stableJson(canonicalSecrets(live, place));
}

function canonicalSecrets(secrets: Json, place: Place): Json {
  if (!isJsonObject(secrets)) return secrets;
  return Object.fromEntries(
    Object.entries(secrets).map(([name, source]) => [
      name,
      typeof source === "string" ? canonicalSecret(source, place) : source,
    ]),
  );
}

function canonicalSecret(source: string, place: Place): string {
  const [arn, , service, region, account, ...rest] = source.split(":");
  if (arn !== "arn") return source.startsWith("/") ? source : `/${source}`;
  const resource = rest.join(":");
  const isLocalParameter =
    service === "ssm" && region === place.region && account === place.account && resource.startsWith("parameter/");
  return isLocalParameter ? resource.slice("parameter".length) : source;
}
