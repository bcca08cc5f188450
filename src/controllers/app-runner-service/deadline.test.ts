import { describe, expect, it } from "vitest";
import { resolveTimings } from "../engine/timings.ts";
import { deadlineMs } from "./deadline.ts";
import { maintenance } from "./operation.ts";
import { minuteMs, planInput, resource } from "./testing/samples.ts";

const fromCode = resource({
  sourceConfiguration: {
    codeRepository: { repositoryUrl: "https://github.com/x/y", sourceCodeVersion: { type: "BRANCH", value: "main" } },
  },
});

describe("after how many minutes an operation counts as stuck", () => {
  it.each([
    { type: "CREATE_SERVICE", image: 25, code: 45 },
    { type: "UPDATE_SERVICE", image: 45, code: 60 },
    { type: "START_DEPLOYMENT", image: 45, code: 60 },
    { type: "PAUSE_SERVICE", image: 20, code: 20 },
    { type: "RESUME_SERVICE", image: 20, code: 20 },
    { type: "DELETE_SERVICE", image: 20, code: 20 },
    { type: maintenance, image: 30, code: 30 },
  ])("$type: $image from an image, $code from code", ({ type, image, code }) => {
    const operation = { id: "op", type, status: "IN_PROGRESS" };
    expect(deadlineMs(operation, planInput())).toBe(image * minuteMs);
    expect(deadlineMs(operation, planInput({ resource: fromCode }))).toBe(code * minuteMs);
    expect(deadlineMs(operation, { ...planInput(), timings: resolveTimings(40) })).toBe((image * minuteMs) / 40);
  });
});
