import { backoffDelayMs } from "../base/backoff.ts";
import type { Clock } from "../base/clock.ts";
import { jitter, type Random } from "../base/random.ts";
import type { AwsObserver } from "./aws-observer.ts";
import type { CallBudget } from "./call-budget.ts";
import type { OperationKind } from "./operation-kind.ts";
import type { Place } from "./port.ts";
import { TokenBucket } from "./token-bucket.ts";

/** How many calls of one kind may be made. */
interface CallRate {
  readonly perSecond: number;
  readonly burst: number;
}

export type CallRates = Readonly<Record<OperationKind, CallRate>>;

/**
 * AWS publishes no limits for App Runner's control plane, and tools that poll each service every 3 to 10 s are not known
 * to be throttled. Five reads a second follow 50 operations at once at 10 s each; mutations are rare and start minutes of
 * work.
 */
export const defaultCallRates: CallRates = {
  read: { perSecond: 5, burst: 10 },
  mutation: { perSecond: 1, burst: 5 },
};

/** After a throttled call; twice that after the next one in a row, and so on. */
const pauseAfterThrottle = { baseMs: 1_000, maxMs: 30_000 };
const pauseJitter = 0.5;
/** The rate never falls below this part of the full one, so that even a budget misjudged for hours goes on. */
const lowestRatePart = 1 / 16;
/** Of the full rate, regained with each call that was not throttled. */
const regainedPart = 1 / 20;

export interface TokenBucketBudgetOptions {
  readonly place: Place;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: Pick<AwsObserver, "backedOff">;
  /** The pace of the AWS at the other end: 1 for AWS itself, more for an emulator. Multiplies rates, divides pauses. */
  readonly speed: number;
  readonly rates?: CallRates | undefined;
}

/**
 * A budget of one token bucket for reads and one for mutations. A throttled call halves the rate of its kind and pauses
 * it; every other call brings it a little nearer to the full rate again.
 */
export function createTokenBucketBudget(options: TokenBucketBudgetOptions): CallBudget {
  const { place, clock, random, observer, speed, rates = defaultCallRates } = options;
  const createLane = ({ perSecond, burst }: CallRate): Lane => {
    const fullRate = perSecond * speed;
    return {
      fullRate,
      throttledInARow: 0,
      pausedUntilMs: 0,
      bucket: new TokenBucket({ clock, ratePerSecond: fullRate, burst }),
    };
  };
  const lanes: Record<OperationKind, Lane> = { read: createLane(rates.read), mutation: createLane(rates.mutation) };

  return {
    take: (kind, signal) => lanes[kind].bucket.take(signal),
    throttled(kind) {
      const lane = lanes[kind];
      // Calls that were under way when the pause began say nothing new.
      if (clock.monotonicMs() < lane.pausedUntilMs) return;
      lane.throttledInARow += 1;
      const delayMs = backoffDelayMs(pauseAfterThrottle, lane.throttledInARow);
      const pauseMs = Math.round(jitter(delayMs, pauseJitter, random) / speed);
      lane.pausedUntilMs = clock.monotonicMs() + pauseMs;
      lane.bucket.ratePerSecond = Math.max(lane.fullRate * lowestRatePart, lane.bucket.ratePerSecond / 2);
      lane.bucket.pause(pauseMs);
      observer.backedOff({ place, kind, pauseMs, ratePerSecond: lane.bucket.ratePerSecond });
    },
    accepted(kind) {
      const { bucket, fullRate } = lanes[kind];
      lanes[kind].throttledInARow = 0;
      if (bucket.ratePerSecond < fullRate) {
        bucket.ratePerSecond = Math.min(fullRate, bucket.ratePerSecond + fullRate * regainedPart);
      }
    },
  };
}

interface Lane {
  readonly fullRate: number;
  readonly bucket: TokenBucket;
  throttledInARow: number;
  /** By the monotonic clock. */
  pausedUntilMs: number;
}
