import { type AppRunnerService, appRunnerServiceType } from "../../api/app-runner-service.ts";
import type { PlaceAccess } from "../engine/aws-access.ts";
import type { Kind } from "../engine/kind.ts";
import { afterCall, afterRefusal } from "./after-call.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import { effectiveName, specLeaves } from "./effective.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { grantRequests } from "./grant-requests.ts";
import { leaves } from "./leaves.ts";
import type { ServiceMemory } from "./memory.ts";
import type { Observation } from "./observation.ts";
import { observe, type ObserveContext, readOperations } from "./observe.ts";
import { plan } from "./plan.ts";
import { referencesOf, resolveReferences, targetFacts } from "./references.ts";
import { sensitiveTexts } from "./sensitive-texts.ts";

/** AppRunnerService: long operations, one at a time. */
export const appRunnerServiceKind: Kind<AppRunnerService, ServiceMemory, Observation> = {
  type: appRunnerServiceType,
  effectiveName,
  rememberedName: ({ status }) => status?.serviceName,
  references: referencesOf,
  targetFacts,
  resolve: resolveReferences,
  grantRequests,
  sensitiveValues: (resource) => {
    const values = specLeaves(resource);
    return leaves.filter(({ sensitive }) => sensitive).flatMap(({ path }) => sensitiveTexts(values.get(path)));
  },
  recall: (resource) => {
    const { conditions: _conditions, observedGeneration: _generation, ...memory } = resource.status ?? {};
    return memory;
  },
  observe: (access, resource, memory, signal) => {
    const isDeleting = resource.metadata.deletionTimestamp !== undefined;
    return observe(contextOf(access, signal), {
      memory,
      name: effectiveName(resource),
      // Only to find it: an object that was here before goes by its name.
      adoptionArn: isPartlyClaimed(resource) ? undefined : resource.spec.adoption?.arn,
      // A service that is let go does not have to be waited for.
      mayFollow: !isDeleting || effectiveDeletionPolicy(resource, memory.origin) === "Delete",
    });
  },
  readMore: async (access, observation, memory, signal) => {
    if (observation.state !== "present" || observation.service.ServiceArn === undefined) return observation;
    const operations = await readOperations(contextOf(access, signal), observation.service.ServiceArn, memory);
    // Gone since it was described: the next call tells, and the pass after it looks everywhere.
    return { ...observation, operations: operations ?? [] };
  },
  plan: ({ access, ...input }) => plan({ ...input, place: access.place, partition: access.partition }),
  afterCall,
  afterRefusal,
  isSwept: true,
  arnOf: (observation, memory) => (observation.state === "present" ? observation.service.ServiceArn : memory.arn),
};

function contextOf({ port, lookup }: PlaceAccess, signal: AbortSignal): ObserveContext {
  return { port, lookup: (name) => lookup(name, signal), signal };
}
