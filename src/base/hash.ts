import { createHash } from "node:crypto";
import { stableJson } from "./stable-json.ts";

/** The first 32 hexadecimal digits of the SHA-256 of the value's stable JSON: equal values, equal hash. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(stableJson(value)).digest("hex").slice(0, 32);
}
