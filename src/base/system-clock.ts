import type { Clock } from "./clock.ts";

/** setTimeout treats a longer delay as 1 ms, so a longer one is walked in steps. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The real clock. Its timers keep the process alive until they ran or were cancelled. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer(delayMs, callback) {
    let handle: NodeJS.Timeout;
    const arm = (remainingMs: number): void => {
      handle =
        remainingMs > longestTimeoutMs
          ? setTimeout(() => arm(remainingMs - longestTimeoutMs), longestTimeoutMs)
          : setTimeout(callback, Math.max(0, remainingMs));
    };
    arm(delayMs);
    return { cancel: () => clearTimeout(handle) };
  },
};
