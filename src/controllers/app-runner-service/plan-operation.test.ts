import { describe, expect, it } from "vitest";
import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { retryAnnotation } from "../engine/annotations.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import { failedMemory } from "./testing/failed-memory.ts";
import {
  imageSpec,
  minutesAgo,
  planInput,
  present,
  resource,
  settledMemory,
  summary,
  type Situation,
} from "./testing/samples.ts";

interface Case extends Situation {
  readonly title: string;
  readonly expected: string;
}

const read = { operations: [] };
const ownUpdate = { id: "op-1", type: "UPDATE_SERVICE", status: "IN_PROGRESS" };
const busy = (type: "UPDATE_SERVICE" | "START_DEPLOYMENT", minutes = 5): ReturnType<typeof present> =>
  present({ Status: "OPERATION_IN_PROGRESS" }, { operations: [summary("op-1", type, "IN_PROGRESS", minutes)] });

/** The second generation, of which the status says that its image could not be applied. */
const latched: AppRunnerService = {
  ...resource(imageSpec("2"), { generation: 2 }),
  status: {
    conditions: [
      {
        type: "Stalled",
        status: "True",
        reason: "UpdateFailed",
        message: "",
        observedGeneration: 2,
        lastTransitionTime: "2026-01-01T11:00:00Z",
      },
    ],
  },
};

const cases: readonly Case[] = [
  {
    title: "the service is busy and the operations are not known",
    memory: settledMemory(),
    observation: present({ Status: "OPERATION_IN_PROGRESS" }),
    expected: "read operations",
  },
  {
    title: "our own operation runs",
    memory: { ...settledMemory(), operation: ownUpdate },
    observation: { state: "following", operations: [summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS")] },
    expected: "finish Updating",
  },
  {
    title: "our own operation is stuck",
    memory: { ...settledMemory(), operation: ownUpdate },
    observation: { state: "following", operations: [summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS", 46)] },
    expected: "finish OperationStuck",
  },
  {
    title: "somebody else's operation runs and nothing waits for it",
    memory: settledMemory(),
    observation: busy("START_DEPLOYMENT"),
    expected: "finish ForeignOperation",
  },
  {
    title: "somebody else's operation runs and an edit waits for it",
    resource: resource(imageSpec("2")),
    memory: settledMemory(),
    observation: busy("START_DEPLOYMENT"),
    expected: "finish WaitingForOperation",
  },
  {
    title: "somebody else's operation runs after an edit that failed and is not sent again",
    resource: latched,
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: busy("START_DEPLOYMENT"),
    expected: "finish ForeignOperation",
  },
  {
    title: "somebody else's operation runs after an edit that failed, and another edit waits for it",
    resource: { ...latched, metadata: { ...latched.metadata, generation: 3 } },
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: busy("START_DEPLOYMENT"),
    expected: "finish WaitingForOperation",
  },
  {
    title: "somebody else's operation runs after an edit that failed, and a retry waits for it",
    resource: {
      ...latched,
      metadata: resource({}, { generation: 2, annotations: { [retryAnnotation]: "now" } }).metadata,
    },
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: busy("START_DEPLOYMENT"),
    expected: "finish WaitingForOperation",
  },
  {
    title: "somebody else's operation is stuck",
    memory: settledMemory(),
    observation: busy("START_DEPLOYMENT", 46),
    expected: "finish OperationStuck",
  },
  {
    title: "AWS maintains the service",
    memory: settledMemory(),
    observation: present({ Status: "OPERATION_IN_PROGRESS" }, read),
    expected: "finish ForeignOperation",
  },
  {
    title: "maintenance is over",
    memory: {
      ...settledMemory(),
      operation: { id: "MAINTENANCE", type: "MAINTENANCE", status: "IN_PROGRESS", foreign: true },
    },
    observation: present({}, read),
    expected: "finish Running",
  },
  {
    title: "an intent stands whose reply was lost",
    memory: { ...settledMemory(), intent: { call: "UpdateService", recordedAt: minutesAgo(1).toISOString() } },
    observation: present(),
    expected: "read operations",
  },
];

describe("the next step while an operation runs", () => {
  it.each(cases)("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput(situation)))).toBe(expected);
  });
});
