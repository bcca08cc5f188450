import { type Reason, reasons } from "../reasons.ts";

/** Every reason. */
export const reasonNames: readonly Reason[] = Object.keys(reasons).filter(isReason);

function isReason(name: string): name is Reason {
  return name in reasons;
}
