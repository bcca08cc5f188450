import type { AwsObserver } from "../../src/aws/aws-observer.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { EngineObserver, ObjectEvent } from "../../src/controllers/engine/observer.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type {
  ControllerObserver,
  EventObserver,
  ReflectorObserver,
  WorkQueueObserver,
} from "../../src/kube/observer.ts";
import type { ProcessOptions } from "./start-process.ts";

/** What the operator's processes told their observers. */
export interface Told {
  readonly events: ObjectEvent[];
  readonly reasons: Set<Reason>;
  readonly defects: string[];
  /** Each outcome together with the object as it was left. */
  readonly outcomes: { readonly reason: Reason; readonly object: ManagedResource }[];
  /** Each mutating call of AWS: the operation and why. */
  readonly calls: { readonly operation: string; readonly because: string; readonly object: string }[];
  /** Everything that any observer was given, in words. */
  readonly heard: string[];
}

/** A record that nothing was told to yet. */
export function nothingTold(): Told {
  return { events: [], reasons: new Set(), defects: [], outcomes: [], calls: [], heard: [] };
}

/** @param listens whether to keep all that is heard, which is much in a long run. */
export function recordingObservers(told: Told, listens: () => boolean): ProcessOptions["observers"] {
  const hear =
    (who: string) =>
    (...given: readonly unknown[]): void => {
      if (listens()) told.heard.push(`${who} ${given.map(words).join(" ")}`);
    };
  const engine: EngineObserver<ManagedResource> = {
    calling(resource, call, because) {
      const { operation } = call;
      told.calls.push({ operation, because, object: `${resource.kind}/${resource.metadata.name}` });
      const ready = resource.status?.conditions?.find(({ type }) => type === "Ready");
      if (ready !== undefined) told.outcomes.push({ reason: ready.reason as Reason, object: resource });
      hear("calling")(operation, because);
    },
    called: (_resource, operation, requestId) => hear("called")(operation, requestId),
    refused: (_resource, error) => hear("refused")(error),
    passEnded(resource, outcome) {
      if (outcome === undefined) return;
      told.reasons.add(outcome.reason);
      told.outcomes.push({ reason: outcome.reason, object: resource });
      hear("passEnded")(outcome);
    },
    passFailed(_resource, text) {
      told.defects.push(text);
      hear("passFailed")(text);
    },
    event(_resource, event) {
      told.events.push(event);
      hear("event")(event);
    },
  };
  const aws: AwsObserver = {
    callEnded: hear("callEnded"),
    backedOff: hear("backedOff"),
    sweepEnded: hear("sweepEnded"),
    identityKnown: hear("identityKnown"),
  };
  const reflector: ReflectorObserver = {
    listed: hear("listed"),
    failed: hear("failed"),
    handlerFailed: hear("handlerFailed"),
  };
  const event: EventObserver = { dropped: hear("dropped") };
  const ignore = (): void => undefined;
  const queue: WorkQueueObserver = { attached: ignore, added: ignore, taken: ignore, done: ignore, retried: ignore };
  const controller: ControllerObserver = {
    started: hear("started"),
    reconcileStarted: hear("reconcileStarted"),
    reconcileFinished: hear("reconcileFinished"),
    reconcileTimedOut: hear("reconcileTimedOut"),
    stopped: hear("stopped"),
  };
  return { engine, aws, reflector, queue, controller, event };
}

/** All of a value that could get into a log: of errors also the stack and every cause. */
function words(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member instanceof Error
      ? Object.fromEntries(Object.getOwnPropertyNames(member).map((name) => [name, Reflect.get(member, name)]))
      : member,
  );
}
