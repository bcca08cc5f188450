import type { AppRunnerService } from "../api/app-runner-service.ts";
import { stableJson } from "../base/stable-json.ts";
import { changesByOperator, type LiveService, type Snapshot } from "./snapshot.ts";
import type { Expectation } from "./step.ts";

/** How far a step is. */
export type Verdict =
  | { readonly type: "pending"; readonly missing: string }
  | { readonly type: "done" }
  /** It has come out otherwise, and waiting cannot help. */
  | { readonly type: "wrong"; readonly message: string };

/**
 * Judges a step by what Kubernetes and App Runner's own log say.
 * @param handled whether the operator has answered what was asked of it by annotation; true where nothing was.
 */
export function judge(expected: Expectation, { service, calls }: Snapshot, handled: boolean): Verdict {
  const made = changesByOperator(calls);
  const soFar = expected.calls.slice(0, made.length);
  if (made.join() !== soFar.join()) {
    return wrong(`expected the calls ${list(expected.calls)}, and the operator made ${list(made)}`);
  }
  if (made.length < expected.calls.length) return pending(`the calls ${list(expected.calls)}; made: ${list(made)}`);
  if (!handled) return pending("the operator to look again");
  return expected.ready === "gone" ? judgeGone(service) : judgeReady(expected, expected.ready, service);
}

function judgeGone(service: AppRunnerService | undefined): Verdict {
  return service === undefined ? { type: "done" } : pending("the object to go");
}

function judgeReady(
  { operation }: Expectation,
  expected: Exclude<Expectation["ready"], "gone">,
  service: AppRunnerService | undefined,
): Verdict {
  if (service === undefined) return wrong("the object has gone");
  const ready = service.status?.conditions?.find(({ type }) => type === "Ready");
  const isAboutThis = ready?.observedGeneration === service.metadata.generation;
  const shown = ready === undefined ? "not there" : `Ready=${ready.status} ${ready.reason}`;
  const wanted = `Ready=${expected.status} ${expected.reason}`;
  if (!isAboutThis || shown !== wanted) return pending(`${wanted}; the condition is ${shown}`);
  const fault = operation === undefined ? undefined : operationFault(operation, service.status?.recentOperations?.[0]);
  return fault === undefined ? { type: "done" } : wrong(fault);
}

function operationFault(
  expected: NonNullable<Expectation["operation"]>,
  newest: { readonly type: string; readonly status: string } | undefined,
): string | undefined {
  const wanted = `${expected.type} ${expected.status}`;
  const found = newest === undefined ? "none" : `${newest.type} ${newest.status}`;
  return wanted === found ? undefined : `expected the last operation to be ${wanted}, and it is ${found}`;
}

/** How App Runner's own view differs from what is expected; undefined when it does not. */
export function liveDifference(expected: NonNullable<Expectation["live"]>, live: LiveService): string | undefined {
  const { status = live.status, image = live.image, variables = live.variables } = expected;
  if (status !== live.status) return `expected the service to be ${status}, and App Runner says ${live.status}`;
  if (image !== live.image) return `expected the image ${image}, and App Runner has ${live.image ?? "none"}`;
  const [wanted, found] = [stableJson(variables), stableJson(live.variables)];
  return wanted === found ? undefined : `expected the variables ${wanted}, and App Runner has ${found}`;
}

function pending(missing: string): Verdict {
  return { type: "pending", missing };
}

function wrong(message: string): Verdict {
  return { type: "wrong", message };
}

function list(calls: readonly string[]): string {
  return calls.length === 0 ? "(none)" : calls.join(", ");
}
