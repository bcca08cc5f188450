import { describe, expect, it } from "vitest";
import { retryAnnotation } from "../engine/annotations.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import { failedMemory } from "./testing/failed-memory.ts";
import { imageSpec, minutesAgo, ownTags, planInput, present, resource, type Situation } from "./testing/samples.ts";

interface Case extends Situation {
  readonly title: string;
  readonly expected: string;
}

const read = { operations: [] };
const retry = { annotations: { [retryAnnotation]: "now" } };

const cases: readonly Case[] = [
  {
    title: "it is repaired by the next edit, and not before",
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "finish CreateFailed",
  },
  {
    title: "it is repaired by an edit",
    resource: resource(imageSpec("2")),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "it is repaired on request",
    resource: resource({}, retry),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "it is kept, whatever is edited",
    resource: resource({ ...imageSpec("2"), createFailurePolicy: "Keep" }),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "finish CreateFailed",
  },
  {
    title: "it is deleted to be created again",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "call DeleteService: Recreating",
  },
  {
    title: "it waits to be created again",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: {
      ...failedMemory({}, "CREATE_SERVICE"),
      recreate: { attempts: 3, lastAttemptAt: minutesAgo(1).toISOString() },
    },
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "finish Recreating",
  },
  {
    title: "it is not created again for ever",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: {
      ...failedMemory({}, "CREATE_SERVICE"),
      recreate: { attempts: 6, lastAttemptAt: minutesAgo(90).toISOString() },
    },
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "finish CreateFailed",
  },
  {
    title: "an adopted one is never deleted to be created again",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, { ...read, tags: ownTags("adopted") }),
    expected: "finish CreateFailed",
  },
  {
    title: "an adopted one is not sent what App Runner cannot change",
    resource: resource({
      sourceConfiguration: {
        codeRepository: { repositoryUrl: "https://x", sourceCodeVersion: { type: "BRANCH", value: "main" } },
      },
    }),
    memory: failedMemory({}, "CREATE_SERVICE"),
    observation: present({ Status: "CREATE_FAILED" }, { ...read, tags: ownTags("adopted") }),
    expected: "finish ImmutableDiffers",
  },
  {
    title: "with a lost status it is reported, not sent again",
    observation: present({ Status: "CREATE_FAILED" }, read),
    expected: "finish CreateFailed",
  },
];

describe("the next step when the service could not be created", () => {
  it.each(cases)("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput(situation)))).toBe(expected);
  });
});
