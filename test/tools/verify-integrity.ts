import { createHash } from "node:crypto";

/** Throws unless `content` has the expected digest, written as npm writes it: `sha512-<base64>`. */
export function verifyIntegrity(content: Buffer, expected: string): void {
  const actual = `sha512-${createHash("sha512").update(content).digest("base64")}`;
  if (actual !== expected) throw new Error(`fetched content has integrity ${actual}, expected ${expected}`);
}
