import { finish, mutate, openRetry, type ServiceDecision } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";

/** A token that was not handled yet starts one deployment; one whose deployment failed is not acted on again. */
export function planDeployment(input: PlanInput, present: PresentService): ServiceDecision | undefined {
  const { resource, memory } = input;
  const token = resource.spec.deploymentToken;
  const failure = memory.failure?.operationType === "START_DEPLOYMENT" ? memory.failure : undefined;
  const isRetry = failure?.deploymentToken === token && openRetry(input) !== undefined;
  if (token === undefined || (token === memory.deploymentToken && failure?.deploymentToken !== token)) return undefined;
  if (present.service.Status === "PAUSED") {
    return finish(input, {
      reason: "Paused",
      message: "the service is paused",
      changesPending: "`deploymentToken` will be acted on when the service is resumed",
    });
  }
  if (failure?.deploymentToken === token && !isRetry) {
    return finish(input, { reason: "DeploymentFailed", message: failure.message });
  }
  if (present.operations === undefined) return { type: "read", what: "operations" };
  return mutate(input, {
    call: { operation: "StartDeployment", input: { ServiceArn: present.service.ServiceArn } },
    because: "`deploymentToken` asks for a deployment",
    reason: "Deploying",
    intent: { deploymentToken: token },
  });
}
