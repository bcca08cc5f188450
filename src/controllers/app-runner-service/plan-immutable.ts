import type { Comparison } from "./comparison.ts";
import { finish, type ServiceDecision } from "./decisions.ts";
import type { PlanInput } from "./plan-input.ts";

/** The manifest asks for what App Runner refuses to change; undefined when it does not. */
export function planImmutable(input: PlanInput, comparison: Comparison): ServiceDecision | undefined {
  const immutable = [
    ...(comparison.changesSource ? ["`sourceConfiguration` from one sort of source to the other"] : []),
    ...comparison.configuration.filter(({ leaf }) => leaf.block === undefined).map(({ leaf }) => `\`${leaf.path}\``),
  ];
  if (immutable.length === 0) return undefined;
  return finish(
    input,
    { reason: "ImmutableDiffers", message: `App Runner cannot change ${immutable.join(", ")}` },
    { drift: comparison.shownDrift },
  );
}
