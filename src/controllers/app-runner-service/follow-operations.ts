import type { OperationSummary } from "@aws-sdk/client-apprunner";
import type { Operation } from "../../api/app-runner-service.ts";
import { type MemoryChanges, remember, type ServiceMemory } from "./memory.ts";
import { hasFailed, isInFlight, maintenance, startsOperation, toOperation } from "./operation.ts";
import { failureOf, latchReasons } from "./operation-failure.ts";

/**
 * Brings what is remembered up to date with the list of operations: finds the operation of a call whose answer was
 * lost, ends those that ended (a failed one of ours becomes the latch), and notices those that others started.
 *
 * @param operations newest first, as ListOperations gives them.
 * @param look when this was seen, and whether the service was busy then.
 */
export function followOperations(
  memory: ServiceMemory,
  operations: readonly OperationSummary[],
  look: { readonly nowMs: number; readonly isBusy: boolean },
): ServiceMemory {
  const followed = resolveIntent(memory, operations);
  const current = followed.operation;
  const listed = current && operations.find((summary) => summary.Id === current.id);
  const after =
    current === undefined || current.type === maintenance
      ? followed
      : listed === undefined
        ? withoutNews(followed, current, look)
        : advance(followed, toOperation(listed, current.foreign === true), look.nowMs);
  return noticeForeign(noticeEnded(after, operations), operations);
}

/** Operations that others started and that ended unseen, since the last one that is known. */
function noticeEnded(memory: ServiceMemory, operations: readonly OperationSummary[]): ServiceMemory {
  const { operation, recentOperations = [] } = memory;
  const known = new Set([operation?.id, ...recentOperations.map(({ id }) => id)]);
  const newest = operations.findIndex(({ Id }) => known.has(Id));
  const unseen = newest === -1 ? [] : operations.slice(0, newest).filter((summary) => !isInFlight(summary));
  if (unseen.length === 0) return memory;
  const noticed = unseen.map((summary) => toOperation(summary, true));
  return remember(memory, { recentOperations: [...noticed, ...recentOperations].slice(0, 5) });
}

/**
 * The list does not (or no longer) hold the operation that is followed. While the service is busy it may be late. After
 * that nobody knows how it ended; should the service not be as it was to become, it is not changed again by itself.
 */
function withoutNews(
  memory: ServiceMemory,
  operation: Operation,
  look: { readonly nowMs: number; readonly isBusy: boolean },
): ServiceMemory {
  if (look.isBusy && operation.foreign !== true) return memory;
  const reason = operation.foreign === true ? undefined : latchReasons[operation.type];
  const isConfiguration = reason !== undefined && reason !== "DeploymentFailed";
  return remember(memory, {
    operation: undefined,
    intent: undefined,
    ...(isConfiguration ? { failure: failureOf(memory, operation, reason, look.nowMs) } : {}),
  });
}

/** An intent without an operation: either the call was never made, or its answer was lost. */
function resolveIntent(memory: ServiceMemory, operations: readonly OperationSummary[]): ServiceMemory {
  const { intent, operation } = memory;
  if (intent === undefined || (operation !== undefined && operation.foreign !== true)) return memory;
  const known = operations.findIndex((summary) => summary.Id === intent.newestOperationId);
  const newer = known === -1 ? operations : operations.slice(0, known);
  const started = newer.filter((summary) => summary.Type === startsOperation(intent.call)).at(-1);
  return started === undefined
    ? remember(memory, { intent: undefined })
    : rememberStarted(memory, toOperation(started, false));
}

/**
 * The operation of the recorded intent has begun: its deployment token and the retry that asked for it are used up.
 * `operation` is undefined when App Runner did not name it; the next list does.
 */
export function rememberStarted(memory: ServiceMemory, operation: Operation | undefined): ServiceMemory {
  const { intent } = memory;
  const retried = intent?.retryRequestedAt;
  return remember(memory, {
    operation,
    deploymentToken: intent?.deploymentToken ?? memory.deploymentToken,
    ...(retried === undefined ? {} : { lastHandledRetryRequestedAt: retried, failure: undefined }),
  });
}

function advance(memory: ServiceMemory, operation: Operation, nowMs: number): ServiceMemory {
  if (isInFlight(operation)) return remember(memory, { operation });
  const ended = remember(memory, {
    operation: undefined,
    recentOperations: [operation, ...(memory.recentOperations ?? [])].slice(0, 5),
  });
  if (operation.foreign === true) return ended;
  return remember(ended, { intent: undefined, ...afterOwn(memory, operation, nowMs) });
}

/** A pause, resume or deletion that failed is no latch: it is tried again, and told from the recent operations. */
function afterOwn(memory: ServiceMemory, operation: Operation, nowMs: number): MemoryChanges {
  const reason = latchReasons[operation.type];
  if (reason === undefined) return {};
  if (hasFailed(operation)) {
    const attempts = operation.type === "CREATE_SERVICE" ? countAttempt(memory, nowMs) : {};
    // What could not be created shows its settings all the same.
    const applied = operation.type === "CREATE_SERVICE" ? { appliedFields: memory.intent?.fields } : {};
    return { failure: failureOf(memory, operation, reason, nowMs), ...attempts, ...applied };
  }
  if (operation.type === "START_DEPLOYMENT") return { failure: undefined };
  return {
    failure: undefined,
    recreate: undefined,
    acceptedConfigurationHash: memory.intent?.configurationHash,
    appliedFields: [...new Set([...(memory.appliedFields ?? []), ...(memory.intent?.fields ?? [])])],
  };
}

function countAttempt(memory: ServiceMemory, nowMs: number): Pick<ServiceMemory, "recreate"> {
  return {
    recreate: { attempts: (memory.recreate?.attempts ?? 0) + 1, lastAttemptAt: new Date(nowMs).toISOString() },
  };
}

function noticeForeign(memory: ServiceMemory, operations: readonly OperationSummary[]): ServiceMemory {
  if (memory.operation !== undefined && memory.operation.type !== maintenance) return memory;
  const running = operations.find(isInFlight);
  return running === undefined ? memory : remember(memory, { operation: toOperation(running, true) });
}

/**
 * The newest deployment that App Runner ran for somebody else, when it failed and nothing was applied since; undefined
 * otherwise.
 */
export function failedForeignDeployment(memory: ServiceMemory): Operation | undefined {
  const latest = memory.recentOperations?.find(({ type }) =>
    ["START_DEPLOYMENT", "UPDATE_SERVICE", "CREATE_SERVICE"].includes(type),
  );
  return latest?.foreign === true && hasFailed(latest) ? latest : undefined;
}
