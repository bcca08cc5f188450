import { compare } from "./comparison.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import { finish, type ServiceDecision, wait } from "./decisions.ts";
import type { Reason } from "../engine/reasons.ts";
import { liveFacts, noLiveFacts } from "./live-facts.ts";
import { remember } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { busy } from "./operation.ts";
import { planOperation } from "./plan-operation.ts";

/** `managementPolicy: Observe`: everything is read and told, nothing is changed, whosever the service is. */
export function planObserve(input: PlanInput): ServiceDecision {
  if (isPartlyClaimed(input.resource)) return { type: "release", because: "`managementPolicy` is Observe" };
  const { observation } = input;
  switch (observation.state) {
    case "absent":
      return wait(
        input,
        {
          reason: "NotFound",
          message: "the service does not exist",
          requeueAfterMs: input.timings.blockedRetryMs,
        },
        noLiveFacts,
      );
    case "following":
      return planOperation(input);
    case "present":
      return observePresent(input, observation);
  }
}

const failedStatuses: Readonly<Record<string, Reason>> = {
  CREATE_FAILED: "CreateFailed",
  DELETE_FAILED: "DeleteFailed",
};

function observePresent(observed: PlanInput, present: PresentService): ServiceDecision {
  const { Status } = present.service;
  const isBusy = Status === busy;
  if ((isBusy || observed.memory.operation !== undefined) && present.operations === undefined) {
    return { type: "read", what: "operations" };
  }
  const memory = remember(observed.memory, liveFacts(present.service, undefined));
  const input = { ...observed, memory };
  if (isBusy) return planOperation(input);
  const { drift, paths, shownDrift } = compare(input, present);
  const facts = { operation: undefined, drift: shownDrift };
  if (Status !== "RUNNING" && Status !== "PAUSED") {
    const reason = failedStatuses[String(Status)] ?? "AwsUnavailable";
    return finish(input, { reason, message: `the service is ${String(Status)}` }, facts);
  }
  if (drift.length > 0) {
    return finish(input, { reason: "Drifted", message: `the service differs from the manifest in ${paths}` }, facts);
  }
  return finish(
    input,
    Status === "PAUSED"
      ? { reason: "Paused", message: "the service is paused" }
      : { reason: "Running", message: "the service runs as declared" },
    facts,
  );
}
