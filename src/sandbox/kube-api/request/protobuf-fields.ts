/** One field of a protobuf message as it stands on the wire. */
export interface WireField {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

/** Splits a message into its fields. @throws RangeError if it is cut short or uses groups or fixed-width fields. */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError("unexpected EOF");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    const wireType = Number(tag & 7n);
    if (wireType === 0) {
      fields.push({ number, value: BigInt.asIntN(64, varint()) });
    } else if (wireType === 2) {
      const length = Number(varint());
      if (at + length > bytes.length) throw new RangeError("unexpected EOF");
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else {
      throw new RangeError(`illegal wireType ${wireType}`);
    }
  }
  return fields;
}
