import type { ControllerObserver, ReflectorObserver, WorkQueueObserver } from "../kube/observer.ts";

const nothing = (): undefined => undefined;

/** For controllers that nobody watches. */
export const silentObservers: {
  readonly reflector: ReflectorObserver;
  readonly queue: WorkQueueObserver;
  readonly controller: ControllerObserver;
} = {
  reflector: { listed: nothing, failed: nothing, handlerFailed: nothing },
  queue: { attached: nothing, added: nothing, taken: nothing, done: nothing, retried: nothing },
  controller: {
    started: nothing,
    reconcileStarted: nothing,
    reconcileFinished: nothing,
    reconcileTimedOut: nothing,
    stopped: nothing,
  },
};
