/** The Kubernetes API that a figure was measured on. */
export type ServerName = "embedded" | "real";

/** One measured figure. */
export interface Figure {
  readonly server: ServerName;
  /** What was measured, as the heading of its table. */
  readonly measure: string;
  /** The row in that table. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it must not exceed; absent: nothing is aimed at. */
  readonly atMost?: number;
}

/** Whether a figure meets its aim; undefined where there is none. */
export function verdict({ value, atMost }: Figure): "met" | "missed" | undefined {
  if (atMost === undefined) return undefined;
  return value <= atMost ? "met" : "missed";
}
