import type { Settings } from "../settings/settings.ts";
import { Fault } from "../wire/fault.ts";

/** The token bucket of the control plane, one for all callers. Off unless the switch `throttlePerSecond` is set. */
export class Throttle {
  readonly #settings: Settings;
  #tokens = Number.POSITIVE_INFINITY;
  #filledAtMs = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /**
   * Takes a token. The rate is per second of App Runner's time, hence multiplied by the speed.
   * @throws {Fault} ThrottlingException when the bucket is empty.
   */
  take(nowMs: number): void {
    const { throttlePerSecond, throttleBurst } = this.#settings.switches();
    if (throttlePerSecond === 0) {
      this.#tokens = Number.POSITIVE_INFINITY;
      return;
    }
    const refill = ((nowMs - this.#filledAtMs) / 1000) * throttlePerSecond * this.#settings.speed;
    this.#tokens = Math.min(throttleBurst, this.#tokens + Math.max(0, refill));
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) throw new Fault("ThrottlingException", "Rate exceeded");
    this.#tokens -= 1;
  }
}
