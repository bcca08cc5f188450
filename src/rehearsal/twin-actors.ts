import type { Actor } from "../aws/actor.ts";
import type { Actors } from "../aws/actors.ts";
import type { CallerIdentity } from "../aws/caller-identity.ts";
import type { Random } from "../base/random.ts";
import { sessionKeys } from "../sandbox/app-runner/front/session.ts";

/** Who an actor is in earnest, or why that could not be told. */
export type KnownIdentity = { readonly identity: CallerIdentity } | { readonly error: Error };

/** Those as whom the operator acts, with their own accounts, and with keys that are good for the copies of these alone. */
export function twinActors(actors: Actors, known: ReadonlyMap<Actor, KnownIdentity>, random: Random): Actors {
  const twins = new Map<Actor, Actor>();
  const twinOf = (actor: Actor): Actor => {
    const twin = twins.get(actor) ?? createTwin(actor, known.get(actor), random);
    twins.set(actor, twin);
    return twin;
  };
  return { own: twinOf(actors.own), actor: (request) => twinOf(actors.actor(request)) };
}

function createTwin({ key }: Actor, known: KnownIdentity | undefined, random: Random): Actor {
  const account = known !== undefined && "identity" in known ? known.identity.account : "000000000000";
  const session = { account, roleName: "rehearsal", sessionName: "rehearsal", expiresAtMs: Number.MAX_SAFE_INTEGER };
  return {
    key,
    identity: {
      current: () => {
        if (known === undefined) return Promise.reject(new Error("the account was not looked at"));
        return "identity" in known ? Promise.resolve(known.identity) : Promise.reject(known.error);
      },
      doubt: () => undefined,
    },
    credentials: sessionKeys(session, random),
    endpoint: undefined,
  };
}
