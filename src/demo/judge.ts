import { stableJson } from "../base/stable-json.ts";
import { changesByOperator, type DemoObject, type LiveService, type Snapshot } from "./snapshot.ts";
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
export function judge(expected: Expectation, { object, others, calls }: Snapshot, handled: boolean): Verdict {
  const made = changesByOperator(calls);
  const soFar = expected.calls.slice(0, made.length);
  if (made.join() !== soFar.join()) {
    return wrong(`expected the calls ${list(expected.calls)}, and the operator made ${list(made)}`);
  }
  if (made.length < expected.calls.length) return pending(`the calls ${list(expected.calls)}; made: ${list(made)}`);
  if (!handled) return pending("the operator to look again");
  if (expected.ready === "gone") return judgeGone(object === undefined ? others : [object, ...others]);
  return judgeReady(expected, expected.ready, { object, others });
}

function judgeGone(left: readonly DemoObject[]): Verdict {
  return left.length === 0 ? { type: "done" } : pending(`${left.map(nameOf).join(", ")} to go`);
}

function judgeReady(
  { operation, others: expectedOthers }: Expectation,
  expected: Exclude<Expectation["ready"], "gone">,
  { object, others }: Pick<Snapshot, "object" | "others">,
): Verdict {
  if (object === undefined) return wrong("the object has gone");
  const missing =
    missingReady(object, expected) ??
    (expectedOthers && others.map((other) => missingReady(other, expectedOthers)).find((text) => text !== undefined));
  if (missing !== undefined) return pending(missing);
  const fault = operation === undefined ? undefined : operationFault(operation, object.status?.recentOperations?.[0]);
  return fault === undefined ? { type: "done" } : wrong(fault);
}

/** What an object lacks to be as expected; undefined: nothing. */
function missingReady(object: DemoObject, expected: Exclude<Expectation["ready"], "gone">): string | undefined {
  const ready = object.status?.conditions?.find(({ type }) => type === "Ready");
  const isAboutThis = ready?.observedGeneration === object.metadata.generation;
  const shown = ready === undefined ? "not there" : `Ready=${ready.status} ${ready.reason}`;
  const wanted = `Ready=${expected.status} ${expected.reason}`;
  if (isAboutThis && shown === wanted) return undefined;
  return `${wanted} of ${nameOf(object)}; the condition is ${shown}`;
}

function nameOf({ kind, metadata }: DemoObject): string {
  return `${kind} ${metadata.name}`;
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
