import type { UpdateServiceCommandInput } from "@aws-sdk/client-apprunner";
import type { UpdateBlock } from "../../api/app-runner-service.ts";
import type { Json } from "../../base/json.ts";
import type { Comparison } from "./comparison.ts";
import { mutate, type ServiceDecision } from "./decisions.ts";
import { specHash } from "./effective.ts";

import { toApiInput } from "./leaf-values.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";

/** Sends every block that differs, each complete; all of them when the last rollback left an unknown state behind. */
export function planUpdate(
  input: PlanInput,
  present: PresentService,
  comparison: Comparison,
  what: string,
): ServiceDecision {
  if (present.operations === undefined) return { type: "read", what: "operations" };
  const sendsAll = comparison.configuration.length === 0 || input.memory.failure?.operationStatus === "ROLLBACK_FAILED";
  const differing = new Set(comparison.configuration.map(({ leaf }) => leaf.block));
  const api = toApiInput(comparison.desired.complete);
  const blocks: Record<string, Json | undefined> = {};
  for (const block of updateBlocks) if (sendsAll || differing.has(block)) blocks[block] = api[block];
  const isDrift = specHash(input.resource) === input.memory.appliedConfigurationHash;
  const newImage = comparison.configuration.some(({ leaf }) => leaf.path.endsWith(".imageIdentifier"));
  const token = input.resource.spec.deploymentToken;
  return mutate(input, {
    call: {
      operation: "UpdateService",
      input: { ServiceArn: present.service.ServiceArn, ...blocks } as UpdateServiceCommandInput,
    },
    because: isDrift ? `${what} was changed elsewhere` : `the manifest changes ${what}`,
    reason: "Updating",
    correctsDrift: isDrift,
    intent: {
      configurationHash: comparison.desired.hash,
      ...(newImage && token !== undefined ? { deploymentToken: token } : {}),
    },
    changes: { drift: comparison.drift },
  });
}

const updateBlocks: readonly UpdateBlock[] = [
  "SourceConfiguration",
  "InstanceConfiguration",
  "AutoScalingConfigurationArn",
  "HealthCheckConfiguration",
  "NetworkConfiguration",
  "ObservabilityConfiguration",
];
