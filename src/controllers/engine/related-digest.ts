import { hashOf } from "../../base/hash.ts";
import { configMapData } from "./config-maps.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { Reference, Related } from "./relations.ts";

/** Changes with everything around an object that its passes depend on, and with little else. */
export function relatedDigest(references: readonly Reference[], related: Related): string {
  return hashOf([
    references.map((reference) => targetFacts(related.target(reference))),
    related.users.map(userFacts),
    related.siblings.map(siblingFacts),
  ]);
}

/** What a rival claims, and since when, and whether it has it. */
function siblingFacts({ metadata, spec, status }: ManagedResource): unknown {
  const { name, uid, deletionTimestamp } = metadata;
  return [name, uid, deletionTimestamp, spec.domainName, spec.managementPolicy, status?.origin];
}

function targetFacts(target: ManagedResource | undefined): unknown {
  if (target === undefined) return null;
  const { conditions: _conditions, observedGeneration: _generation, ...facts } = target.status ?? {};
  return [target.metadata.uid, target.metadata.deletionTimestamp, facts, configMapData(target)];
}

/** What a user has taken over, and whether it can take over more. */
function userFacts({ kind, metadata, spec, status = {} }: ManagedResource): unknown {
  const stall = status.conditions?.find(({ type }) => type === "Stalled");
  return [
    [kind, metadata.name, metadata.uid, metadata.deletionTimestamp, spec.suspend, spec.managementPolicy],
    [status.autoScalingConfigurationArn, status.observabilityConfigurationArn, status.vpcConnectorArn],
    [status.arn, status.serviceStatus, status.operation?.id, status.failure?.failedAt],
    [stall?.reason, stall?.lastTransitionTime],
  ];
}
