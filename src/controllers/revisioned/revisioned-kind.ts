import { adoptionRequests } from "../engine/grant-request.ts";
import type { Kind } from "../engine/kind.ts";
import { afterCall, afterRefusal } from "./after-call.ts";
import type { RevisionedMemory } from "./memory.ts";
import type { RevisionedModel, RevisionedResource } from "./model.ts";
import { observe, type Observation } from "./observation.ts";
import { plan } from "./plan.ts";

/** The kind that a model makes. */
export function revisionedKind<Resource extends RevisionedResource>(
  model: RevisionedModel<Resource>,
): Kind<Resource, RevisionedMemory, Observation> {
  return {
    type: model.type,
    effectiveName: model.effectiveName,
    // It is immutable, so that the manifest remembers it.
    rememberedName: model.effectiveName,
    references: model.references ?? (() => []),
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
    plan: (input) => plan({ ...input, model }),
    afterCall: (memory, observation, accepted) => afterCall(model, memory, observation, accepted),
    afterRefusal,
    isSwept: false,
    arnOf: (_observation, memory) => memory.arn,
  };
}
