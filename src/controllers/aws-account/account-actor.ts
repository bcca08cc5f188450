import type { AwsAccount } from "../../api/aws-account.ts";
import type { Actor } from "../../aws/actor.ts";
import type { Actors } from "../../aws/actors.ts";
import { type CallRates, defaultCallRates } from "../../aws/token-bucket-budget.ts";

/** One has to be asked, and AWS's oldest region tells every account of the standard partition who it is. */
const fallbackRegion = "us-east-1";

/** As whom AWS is called for the objects of an account. */
export function actorOf({ spec }: AwsAccount, actors: Actors, operatorRegion: string | undefined): Actor {
  return actors.actor({
    roles: spec.assumeRoles ?? [],
    region: spec.region ?? operatorRegion ?? fallbackRegion,
    endpoint: spec.endpoint,
    rates: ratesOf(spec.callBudget),
  });
}

function ratesOf(budget: AwsAccount["spec"]["callBudget"]): CallRates | undefined {
  if (budget === undefined) return undefined;
  const { read, mutation } = defaultCallRates;
  return {
    read: { ...read, perSecond: budget.readsPerSecond ?? read.perSecond },
    mutation: { ...mutation, perSecond: budget.mutationsPerSecond ?? mutation.perSecond },
  };
}
