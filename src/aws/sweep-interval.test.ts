import { describe, expect, it } from "vitest";
import { jitteredSweepIntervalMs, sweepIntervalMs } from "./sweep-interval.ts";

describe("the time between two sweeps", () => {
  it.each([
    { pages: 1, seconds: 60 },
    { pages: 20, seconds: 60 },
    { pages: 21, seconds: 63 },
    { pages: 40, seconds: 120 },
    { pages: 500, seconds: 120 },
  ])("is $seconds s for $pages pages", ({ pages, seconds }) => {
    expect(sweepIntervalMs(pages)).toBe(seconds * 1000);
  });

  it("is never above two minutes, jitter included", () => {
    expect(jitteredSweepIntervalMs(1, 1.1)).toBeCloseTo(66_000);
    expect(jitteredSweepIntervalMs(40, 1.1)).toBe(120_000);
    expect(jitteredSweepIntervalMs(40, 0.9)).toBe(108_000);
  });
});
