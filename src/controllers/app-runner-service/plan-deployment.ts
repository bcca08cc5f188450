import { finish, mutate, openRetry, retryStaysOpen, type ServiceDecision } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";

/** A token that was not handled yet starts one deployment; one whose deployment failed is not acted on again. */
export function planDeployment(input: PlanInput, present: PresentService): ServiceDecision | undefined {
  const { resource, memory } = input;
  const token = resource.spec.deploymentToken;
  const failure = memory.failure?.operationType === "START_DEPLOYMENT" ? memory.failure : undefined;
  const latch = failure?.deploymentToken === token && openRetry(input) === undefined ? failure : undefined;
  if (token === undefined || (token === memory.deploymentToken && failure?.deploymentToken !== token)) return undefined;
  if (present.service.Status === "PAUSED") {
    return finish(
      input,
      {
        reason: "Paused",
        message: "the service is paused",
        changesPending:
          latch !== undefined
            ? `\`deploymentToken\` failed before and is not acted on again: ${latch.message}`
            : "`deploymentToken` will be acted on when the service is resumed",
      },
      retryStaysOpen(input),
    );
  }
  if (latch !== undefined) {
    return finish(input, { reason: "DeploymentFailed", message: latch.message });
  }
  if (present.operations === undefined) return { type: "read", what: "operations" };
  return mutate(input, {
    call: { operation: "StartDeployment", input: { ServiceArn: present.service.ServiceArn } },
    because: "`deploymentToken` asks for a deployment",
    reason: "Deploying",
    intent: { deploymentToken: token },
  });
}
