/** This process does not lead (any more), so it must not change anything in AWS. */
export class NotLeaderError extends Error {
  override readonly name = "NotLeaderError";
}
