import type { Exclusion } from "./exclusion.ts";
import type { Verdict } from "./verdict.ts";

/** What a person wants to read of a comparison: the counts, each exclusion's reason, then what is wrong, at most `shown`. */
export function report(verdict: Verdict, exclusions: readonly Exclusion[], shown = 60): string {
  const { compared, equal, excluded, unexpected, stale } = verdict;
  return [
    `compared ${compared}, equal ${equal}, excluded ${excluded}`,
    ...exclusions.map(({ reason, steps }) => `  excluded (${steps.length}): ${reason}`),
    ...unexpected
      .slice(0, shown)
      .flatMap(({ step, at, left, right }) => [
        `  DIFFERS ${step} at ${at === "" ? "all" : at}`,
        `    - ${JSON.stringify(left)}`,
        `    + ${JSON.stringify(right)}`,
      ]),
    ...(unexpected.length > shown ? [`  and ${unexpected.length - shown} more differences`] : []),
    ...stale.map((place) => `  STALE exclusion, nothing differs: ${place}`),
  ].join("\n");
}
