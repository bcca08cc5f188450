/** A message as its fields, by number: a text, a nested message, or a number (a varint). Absent fields are left out. */
export type Message = readonly (readonly [field: number, value: string | number | Message | undefined])[];

/**
 * An object as kubectl and Helm send those whose Go types they know: the four bytes `k8s\0`, then a runtime.Unknown with
 * the object's version and kind in field 1 and its own encoding in field 2. Field numbers are those of the
 * generated.proto files in k8s.io/api and k8s.io/apimachinery.
 */
export function encodeObject(apiVersion: string, kind: string, object: Message): Uint8Array {
  return Buffer.concat([
    Buffer.from("k8s\0"),
    encode([
      [
        1,
        [
          [1, apiVersion],
          [2, kind],
        ],
      ],
      [2, object],
    ]),
  ]);
}

function encode(message: Message): Buffer {
  return Buffer.concat(
    message.flatMap(([field, value]) => {
      if (value === undefined) return [];
      if (typeof value === "number") return [varint(field << 3), varint(value)];
      const bytes = typeof value === "string" ? Buffer.from(value) : encode(value);
      return [varint((field << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}
