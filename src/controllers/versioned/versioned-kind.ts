import { adoptionRequests } from "../engine/grant-request.ts";
import type { Kind } from "../engine/kind.ts";
import { afterCall, afterRefusal } from "./after-call.ts";
import type { VersionedMemory } from "./memory.ts";
import type { VersionedModel, VersionedResource } from "./model.ts";
import { observe, type Observation } from "./observation.ts";
import { plan } from "./plan.ts";
import type { RolloutRoom } from "./rollout-room.ts";

/**
 * The kind that a model makes.
 *
 * @param room what its roll-outs share with those of other kinds.
 */
export function versionedKind<Resource extends VersionedResource>(
  model: VersionedModel<Resource>,
  room: RolloutRoom,
): Kind<Resource, VersionedMemory, Observation> {
  return {
    type: model.type,
    effectiveName: model.effectiveName,
    // It is immutable, so that the manifest remembers it.
    rememberedName: model.effectiveName,
    references: model.references ?? (() => []),
    targetFacts: model.targetFacts ?? (() => undefined),
    resolve: model.resolve ?? ((resource) => ({ resource })),
    ...(model.livesWith !== undefined && { livesWith: model.livesWith }),
    grantRequests: (resource) => [...adoptionRequests(resource), ...(model.grantRequests?.(resource) ?? [])],
    sensitiveValues: () => [],
    recall: ({ status }) => {
      const { conditions: _conditions, observedGeneration: _generation, ...memory } = status ?? {};
      return memory;
    },
    observe: ({ port }, resource, _memory, signal) =>
      observe(model, {
        port,
        signal,
        resource,
        name: model.effectiveName(resource),
        isDeleting: resource.metadata.deletionTimestamp !== undefined,
      }),
    readMore: (_access, observation) => Promise.resolve(observation),
    plan: (input) => {
      const { account } = input.access.place;
      const rolloutRoom = room.of(input.resource, account);
      const decision = plan({ ...input, model, rolloutRoom });
      if ("memory" in decision) room.decide(input.resource, decision.memory, rolloutRoom);
      return decision;
    },
    onNews: (wake) => room.onRoom(model.type.kind, wake),
    afterCall: (memory, observation, accepted) => afterCall(model, memory, observation, accepted),
    afterRefusal,
    isSwept: false,
    arnOf: (_observation, memory) => memory.arn,
  };
}
