import type { Json } from "../../src/base/json.ts";
import { differences, type Difference } from "./differences.ts";
import type { Exclusion } from "./exclusion.ts";
import { valueAt } from "./json-pointer.ts";
import type { StepAnswer } from "./scenario.ts";

/** What a comparison came to. It passes when there are neither unexpected differences nor stale exclusions. */
export interface Verdict {
  readonly compared: number;
  readonly equal: number;
  /** Steps that differ only as the exclusions say. */
  readonly excluded: number;
  readonly unexpected: readonly UnexpectedDifference[];
  /** Exclusions that no longer hide anything, or name no step; each with the step. */
  readonly stale: readonly string[];
}

interface UnexpectedDifference extends Difference {
  readonly step: string;
}

/** Compares the answers of two servers to the same steps. Throws when these are not the same steps. */
export function judge(
  left: readonly StepAnswer[],
  right: readonly StepAnswer[],
  exclusions: readonly Exclusion[],
): Verdict {
  if (left.length !== right.length) throw new Error(`${left.length} answers against ${right.length}`);
  const unused = new Set(exclusions.flatMap((exclusion) => places(exclusion)));
  const unexpected: UnexpectedDifference[] = [];
  let equal = 0;
  let excluded = 0;
  for (const [index, { step, answer }] of left.entries()) {
    const other = right[index];
    if (other?.step !== step) throw new Error(`the answer to ${step} is compared with that to ${String(other?.step)}`);
    const found = differencesOf(answer, other.answer);
    const kept = found.filter(({ at }) => {
      const hiding = exclusions.flatMap((exclusion) => places(exclusion)).filter((place) => hides(place, step, at));
      for (const place of hiding) unused.delete(place);
      return hiding.length === 0;
    });
    unexpected.push(...kept.map((difference) => ({ step, ...difference })));
    if (found.length === 0) equal += 1;
    else if (kept.length === 0) excluded += 1;
  }
  return { compared: left.length, equal, excluded, unexpected, stale: [...unused] };
}

/** Two answers of different status have nothing else in common: what they say about it is told, and no more. */
function differencesOf(left: Json, right: Json): readonly Difference[] {
  const [expected, actual] = [left, right].map((answer) => valueAt(answer, "/status"));
  if (expected === actual) return differences(left, right);
  return [{ at: "status", left: summary(left), right: summary(right) }];
}

function summary(answer: Json): Json {
  const status = valueAt(answer, "/status") ?? answer;
  const message = valueAt(answer, "/body/message");
  return message === undefined ? status : [status, message];
}

/** Each step and place that an exclusion speaks of, as one text: `<step> # <place>`. */
function places({ steps, at = [""] }: Exclusion): readonly string[] {
  return steps.flatMap((step) => at.map((place) => `${step} # ${place}`));
}

function hides(place: string, step: string, at: string): boolean {
  const prefix = `${step} # `;
  if (!place.startsWith(prefix)) return false;
  const excluded = place.slice(prefix.length);
  const isWithin = (path: string): boolean =>
    excluded === "" || path === excluded || path.startsWith(`${excluded}.`) || path.startsWith(`${excluded}[`);
  return isWithin(at) || isWithin(at.replaceAll(/\[\d+\]/g, "[*]"));
}
