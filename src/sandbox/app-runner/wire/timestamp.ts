/** An instant that goes on the wire as epoch seconds. */
export class Timestamp {
  readonly epochSeconds: number;

  constructor(epochSeconds: number) {
    this.epochSeconds = epochSeconds;
  }

  /** Scientific notation as AWS's serialiser prints a double: 1.742895933E9. */
  toString(): string {
    const [mantissa = "0", exponent = "0"] = this.epochSeconds.toExponential().split("e");
    return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
}

/** To the millisecond, as CreateService answers. */
export function preciseTimestamp(epochMs: number): Timestamp {
  return new Timestamp(Math.round(epochMs) / 1000);
}

/** Cut to whole seconds, as every other operation answers. */
export function coarseTimestamp(epochMs: number): Timestamp {
  return new Timestamp(Math.floor(epochMs / 1000));
}
