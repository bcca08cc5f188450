import type { UpdateBlock } from "../../api/app-runner-service.ts";
import type { Json } from "../../base/json.ts";
import type { Comparison } from "./comparison.ts";
import { finish, mutate, openRetry, type ServiceDecision } from "./decisions.ts";
import { specHash, specLeaves } from "./effective.ts";
import { toApiInput } from "./leaf-values.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";

/** Sends every block that differs, each complete; all of them when the last rollback left an unknown state behind. */
export function planUpdate(input: PlanInput, present: PresentService, comparison: Comparison): ServiceDecision {
  if (present.operations === undefined) return { type: "read", what: "operations" };
  if (isIneffective(input, present, comparison)) {
    return finish(
      input,
      {
        reason: "UpdateIneffective",
        message: `App Runner applied the configuration and still shows another ${settings(comparison)}`,
      },
      { drift: comparison.shownDrift },
    );
  }
  const sendsAll = comparison.configuration.length === 0 || input.memory.failure?.operationStatus === "ROLLBACK_FAILED";
  const differing = new Set(comparison.configuration.map(({ leaf }) => leaf.block));
  const api = toApiInput(comparison.desired.complete);
  const blocks: Record<string, Json | undefined> = {};
  for (const block of updateBlocks) if (sendsAll || differing.has(block)) blocks[block] = api[block];
  const newImage = comparison.configuration.some(({ leaf }) => leaf.path.endsWith(".imageIdentifier"));
  const token = input.resource.spec.deploymentToken;
  return mutate(input, {
    call: {
      operation: "UpdateService",
      input: { ServiceArn: present.service.ServiceArn, ...blocks },
    },
    ...motive(input, present, comparison),
    reason: "Updating",
    intent: {
      configurationHash: comparison.desired.hash,
      fields: [...specLeaves(input.resource).keys()],
      ...(newImage && token !== undefined ? { deploymentToken: token } : {}),
    },
    changes: { drift: comparison.shownDrift },
  });
}

/** Why the update is sent, and whether it undoes what somebody else did. */
function motive(
  input: PlanInput,
  { service }: PresentService,
  comparison: Comparison,
): { readonly because: string; readonly correctsDrift?: true } {
  if (openRetry(input) !== undefined) return { because: "a retry is requested" };
  if (service.Status === "CREATE_FAILED") {
    return { because: "the service could not be created, and the manifest asks for another configuration" };
  }
  if (comparison.configuration.length === 0) {
    return { because: "the last rollback failed, which leaves open what the service runs" };
  }
  return specHash(input.resource) === input.memory.appliedConfigurationHash
    ? { because: `${settings(comparison)} was changed elsewhere`, correctsDrift: true }
    : { because: `the manifest changes ${settings(comparison)}` };
}

function settings({ configuration }: Comparison): string {
  return configuration.map(({ leaf }) => `\`${leaf.path}\``).join(", ");
}

/** The last thing that happened to the service was that we applied this configuration: sending it again changes nothing. */
function isIneffective({ memory, ...input }: PlanInput, present: PresentService, { desired }: Comparison): boolean {
  const last = memory.recentOperations?.[0];
  return (
    memory.acceptedConfigurationHash === desired.hash &&
    last !== undefined &&
    last.foreign !== true &&
    last.id === present.operations?.[0]?.Id &&
    last.status === "SUCCEEDED" &&
    (last.type === "UPDATE_SERVICE" || last.type === "CREATE_SERVICE") &&
    openRetry({ memory, ...input }) === undefined
  );
}

const updateBlocks: readonly UpdateBlock[] = [
  "SourceConfiguration",
  "InstanceConfiguration",
  "AutoScalingConfigurationArn",
  "HealthCheckConfiguration",
  "NetworkConfiguration",
  "ObservabilityConfiguration",
];
