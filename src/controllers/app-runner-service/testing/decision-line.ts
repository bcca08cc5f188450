import type { ServiceDecision } from "../decisions.ts";

/** A decision in one line: `call CreateService: Creating`, `finish Running`, `claim`. */
export function decisionLine(decision: ServiceDecision): string {
  switch (decision.type) {
    case "call":
      return `call ${decision.call.operation}: ${decision.outcome.reason}`;
    case "finish":
      return `finish ${decision.outcome.reason}`;
    case "read":
      return `read ${decision.what}`;
    case "claim":
    case "release":
      return decision.type;
  }
}
