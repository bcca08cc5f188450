import { isJsonObject } from "../../base/json.ts";
import { ownershipTags } from "../engine/ownership.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import { finish, mutate, openRetry, type ServiceDecision, wait } from "./decisions.ts";
import { desiredConfiguration } from "./desired.ts";
import { effectiveName, specLeaves } from "./effective.ts";
import { toApiInput } from "./leaf-values.ts";
import { noLiveFacts } from "./live-facts.ts";
import type { PlanInput } from "./plan-input.ts";
import { recreateState } from "./recreate.ts";

/** There is no service: create it, unless the policies or an earlier failure say otherwise. */
export function planAbsent(input: PlanInput): ServiceDecision {
  const { resource, memory } = input;
  const deletedByUs = isDeletedByUs(input);
  const wasThere = memory.arn !== undefined && !deletedByUs;
  if (wasThere && resource.spec.managementPolicy === "ReportDrift") {
    return finish(
      input,
      { reason: "DeletedElsewhere", message: `the service ${memory.arn} does not exist any more` },
      { ...noLiveFacts, arn: memory.arn },
    );
  }
  const adopt = resource.spec.adoption?.arn;
  if (adopt !== undefined && !isPartlyClaimed(resource)) {
    return finish(input, {
      reason: "AdoptionTargetMissing",
      message: `\`adoption.arn\` names ${adopt}, which does not exist in account ${input.place.account}, region ${input.place.region}`,
    });
  }
  return create(input, wasThere);
}

function create(input: PlanInput, wasThere: boolean): ServiceDecision {
  const { resource, memory } = input;
  const desired = desiredConfiguration(specLeaves(resource), undefined, new Set(), input);
  const failure = memory.failure;
  if (failure?.configurationHash === desired.hash && openRetry(input) === undefined) {
    const recreate = recreateState(input);
    if (recreate.state !== "due") {
      const message = `the service does not exist, and its configuration failed before: ${failure.message}`;
      return recreate.state === "waiting"
        ? wait(input, recreate.outcome, noLiveFacts)
        : finish(input, { reason: "CreateFailed", message }, noLiveFacts);
    }
  }
  const tags = new Map([
    ...(resource.spec.tags ?? []).map(({ key, value = "" }) => [key, value] as const),
    ...ownershipTags(input.owner, "created"),
  ]);
  // The schema demands a source of every object that may create a service.
  const { SourceConfiguration = {}, ...configuration } = toApiInput(desired.complete);
  return mutate(input, {
    call: {
      operation: "CreateService",
      input: {
        ServiceName: effectiveName(resource),
        ...configuration,
        SourceConfiguration: isJsonObject(SourceConfiguration) ? SourceConfiguration : {},
        Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
      },
    },
    because: wasThere ? "the service was deleted by somebody else" : "the service does not exist",
    reason: "Creating",
    correctsDrift: wasThere,
    intent: {
      configurationHash: desired.hash,
      fields: [...specLeaves(resource).keys()],
      ...(resource.spec.deploymentToken === undefined ? {} : { deploymentToken: resource.spec.deploymentToken }),
    },
    changes: {
      ...noLiveFacts,
      appliedFields: undefined,
      // They are there with the service, or not at all.
      appliedTagKeys: (resource.spec.tags ?? []).map(({ key }) => key),
      appliedConfigurationHash: undefined,
    },
  });
}

/** Whether the service is gone because its failed creation was cleaned away to create it again. */
function isDeletedByUs(input: PlanInput): boolean {
  const { intent, operation, recentOperations } = input.memory;
  if (intent?.call === "DeleteService") return true;
  const last = operation ?? recentOperations?.[0];
  return last?.type === "DELETE_SERVICE" && last.foreign !== true;
}
