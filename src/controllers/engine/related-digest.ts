import { hashOf } from "../../base/hash.ts";
import type { ManagedResource, ManagedStatus } from "./managed-resource.ts";
import type { Reference, Related } from "./relations.ts";

/** Changes with everything around an object that its passes depend on, and with little else. */
export function relatedDigest(references: readonly Reference[], related: Related): string {
  return hashOf([references.map((reference) => targetFacts(related.target(reference))), related.users.map(userFacts)]);
}

function targetFacts(target: ManagedResource | undefined): unknown {
  if (target === undefined) return null;
  const { conditions: _conditions, observedGeneration: _generation, ...facts } = target.status ?? {};
  return [target.metadata.uid, target.metadata.deletionTimestamp, facts];
}

/** What a user has taken over, and whether it can take over more. */
function userFacts({ kind, metadata, spec, status = {} }: ManagedResource): unknown {
  const { usedArns, failure, operation } = factsOf(status);
  return [kind, metadata.name, metadata.uid, metadata.deletionTimestamp, spec.suspend, usedArns, failure, operation];
}

function factsOf(status: ManagedStatus): Readonly<Record<"usedArns" | "failure" | "operation", unknown>> {
  return {
    usedArns: [
      status.arn,
      status.serviceStatus,
      status.autoScalingConfigurationArn,
      status.observabilityConfigurationArn,
      status.vpcConnectorArn,
    ],
    failure: status.failure?.failedAt,
    operation: status.operation?.id,
  };
}
