import { describe, expect, it } from "vitest";
import { hasFormat, parseGoDuration } from "./formats.ts";

describe("hasFormat", () => {
  it.each<readonly [format: string, text: string, fits: boolean]>([
    ["date-time", "2026-02-28T23:59:59Z", true],
    ["date-time", "2026-02-28T23:59:59.123456+01:00", true],
    ["date-time", "2026-02-30T00:00:00Z", false],
    ["date-time", "2026-02-28", false],
    ["date", "2026-02-28", true],
    ["duration", "1h30m", true],
    ["duration", "1 day", false],
    ["byte", "aGVsbG8=", true],
    ["byte", "hello", false],
    ["ipv4", "10.0.0.1", true],
    ["ipv4", "10.0.0.256", false],
    ["ipv6", "::1", true],
    ["cidr", "10.0.0.0/8", true],
    ["cidr", "10.0.0.0/33", false],
    ["hostname", "a.example.com", true],
    ["hostname", "-a", false],
    ["email", "a@example.com", true],
    ["uri", "https://example.com/x", true],
    ["uri", "no uri", false],
    ["uuid", "123e4567-e89b-12d3-a456-426614174000", true],
    ["uuid", "123e4567", false],
    ["whatever", "anything goes", true],
  ])("%s %j: %s", (format, text, fits) => {
    expect(hasFormat(text, format)).toBe(fits);
  });
});

describe("parseGoDuration", () => {
  it.each<readonly [text: string, nanoseconds: number | undefined]>([
    ["1.5h", 5_400e9],
    ["-2m3s", -123e9],
    ["250ms", 250e6],
    ["0", 0],
    ["5", undefined],
    ["", undefined],
  ])("reads %j", (text, nanoseconds) => {
    expect(parseGoDuration(text)).toBe(nanoseconds);
  });
});
