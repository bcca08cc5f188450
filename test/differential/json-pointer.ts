import { isJsonObject, type Json } from "../../src/base/json.ts";

/** The value at an RFC 6901 pointer; undefined where there is none. */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const token of pointer.split("/").slice(1)) {
    const member = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(member)];
    else if (isJsonObject(value)) value = value[member];
    else return undefined;
  }
  return value;
}
