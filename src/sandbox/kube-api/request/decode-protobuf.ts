import type { Json, JsonObject } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { notInSandbox } from "../errors/refusals.ts";
import { readFields, type WireField } from "./protobuf-fields.ts";
import { unrecognized } from "./unrecognized.ts";
import { messages, type FieldType, type Message } from "./protobuf-messages.ts";

const prefix = [0x6b, 0x38, 0x73, 0x00];

/** What every Kubernetes protobuf body is wrapped in (runtime.Unknown). */
const envelope: Message = {
  1: { name: "typeMeta", type: { 1: { name: "apiVersion", type: "string" }, 2: { name: "kind", type: "string" } } },
  2: { name: "raw", type: "bytes" },
};

/** Decodes a protobuf body of the kinds that kubectl and Helm send so, into their JSON form. @throws ApiError */
export function decodeProtobuf(bytes: Uint8Array, expected: string): JsonObject {
  if (!prefix.every((byte, index) => bytes[index] === byte)) {
    const why = `provided data does not appear to be a protobuf message, expected prefix [${prefix.join(" ")}]`;
    throw unrecognized(expected, bytes, why);
  }
  try {
    const { typeMeta, raw } = decodeMessage(bytes.subarray(prefix.length), envelope) as {
      readonly typeMeta?: { readonly apiVersion?: string; readonly kind?: string };
      readonly raw?: string;
    };
    const { apiVersion = "", kind = "" } = typeMeta ?? {};
    const message = messages[kind];
    if (message === undefined) throw notInSandbox(`Protobuf for ${kind === "" ? "unnamed kinds" : kind}`);
    return { apiVersion, kind, ...decodeMessage(Buffer.from(raw ?? "", "base64"), message) };
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw unrecognized(expected, bytes, `proto: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function decodeMessage(bytes: Uint8Array, message: Message): JsonObject {
  const result: Record<string, Json> = {};
  for (const field of readFields(bytes)) {
    const known = message[field.number];
    if (known === undefined) continue;
    const { name, type, repeated } = known;
    if (typeof type === "object" && "mapOf" in type) {
      result[name] = { ...(result[name] as JsonObject | undefined), ...mapEntry(field, type.mapOf) };
    } else {
      const value = decodeValue(field, type);
      result[name] = repeated === true ? [...((result[name] as readonly Json[] | undefined) ?? []), value] : value;
    }
  }
  return result;
}

function mapEntry(field: WireField, type: FieldType): JsonObject {
  const entry = readFields(bytesOf(field));
  const key = entry.find(({ number }) => number === 1);
  const value = entry.find(({ number }) => number === 2);
  const name = key === undefined ? "" : String(decodeValue(key, "string"));
  return { [name]: value === undefined ? "" : decodeValue(value, type) };
}

function decodeValue(field: WireField, type: FieldType): Json {
  if (typeof type === "object") return decodeMessage(bytesOf(field), type);
  switch (type) {
    case "int":
      return Number(field.value);
    case "bool":
      return field.value !== 0n;
    case "bytes":
      return Buffer.from(bytesOf(field)).toString("base64");
    case "time": {
      const seconds = readFields(bytesOf(field)).find(({ number }) => number === 1)?.value ?? 0n;
      // A zero Go time is written as a large negative number of seconds, and means that there is none.
      return typeof seconds === "bigint" && seconds > 0n ? new Date(Number(seconds) * 1000).toISOString() : null;
    }
    case "string":
      return Buffer.from(bytesOf(field)).toString("utf8");
  }
}

function bytesOf({ value }: WireField): Uint8Array {
  return typeof value === "bigint" ? new Uint8Array() : value;
}
