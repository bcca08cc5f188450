/** Any value that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; an absent member reads as undefined. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** Whether `value` is an object with members: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
