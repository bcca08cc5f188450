import { describe, expect, it } from "vitest";
import { retryAnnotation } from "../engine/annotations.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import { failedMemory } from "./testing/failed-memory.ts";
import {
  imageSpec,
  newResource,
  ownTags,
  minutesAgo,
  planInput,
  resource,
  serviceArn,
  settledMemory,
  type Situation,
} from "./testing/samples.ts";

interface Case extends Situation {
  readonly title: string;
  readonly expected: string;
}

const retry = { annotations: { [retryAnnotation]: "now" } };

const cases: readonly Case[] = [
  {
    title: "nothing exists and the object is not claimed yet",
    resource: newResource(),
    expected: "claim",
  },
  { title: "nothing exists", expected: "call CreateService: Creating" },
  { title: "the service was deleted elsewhere", memory: settledMemory(), expected: "call CreateService: Creating" },
  {
    title: "the service was deleted elsewhere and only drift is reported",
    resource: resource({ managementPolicy: "ReportDrift" }),
    memory: settledMemory(),
    expected: "finish DeletedElsewhere",
  },
  {
    title: "nothing exists yet and only drift is reported",
    resource: resource({ managementPolicy: "ReportDrift" }),
    expected: "call CreateService: Creating",
  },
  {
    title: "the service to adopt does not exist",
    resource: newResource({ adoption: { policy: "IfUnowned", arn: serviceArn } }),
    expected: "finish AdoptionTargetMissing",
  },
  {
    title: "the failed service was removed by somebody, and nothing else changed",
    memory: failedMemory({}, "CREATE_SERVICE"),
    expected: "finish CreateFailed",
  },
  {
    title: "the failed service was removed by somebody, and the manifest was edited",
    resource: resource(imageSpec("2")),
    memory: failedMemory({}, "CREATE_SERVICE"),
    expected: "call CreateService: Creating",
  },
  {
    title: "the failed service was removed by somebody, and a retry is requested",
    resource: resource({}, retry),
    memory: failedMemory({}, "CREATE_SERVICE"),
    expected: "call CreateService: Creating",
  },
  {
    title: "the failed service was removed by us, and is due again",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: {
      ...failedMemory({}, "CREATE_SERVICE"),
      recreate: { attempts: 1, lastAttemptAt: minutesAgo(2).toISOString() },
    },
    expected: "call CreateService: Creating",
  },
  {
    title: "the failed service was removed by us, and is not due yet",
    resource: resource({ createFailurePolicy: "Recreate" }),
    memory: {
      ...failedMemory({}, "CREATE_SERVICE"),
      recreate: { attempts: 3, lastAttemptAt: minutesAgo(2).toISOString() },
    },
    expected: "finish Recreating",
  },
];

describe("the next step when there is no service", () => {
  it.each(cases)("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput(situation)))).toBe(expected);
  });
});

describe("creating a service", () => {
  it("sends what the manifest names, with the tags that say whose it is", () => {
    const wanted = resource({ instanceConfiguration: { cpu: "2 vCPU" }, tags: [{ key: "team", value: "a" }] });
    expect(plan(planInput({ resource: wanted }))).toMatchObject({
      call: {
        operation: "CreateService",
        input: {
          ServiceName: "orders",
          SourceConfiguration: { ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/orders:1" } },
          InstanceConfiguration: { Cpu: "2048" },
          Tags: [{ Key: "team", Value: "a" }, ...[...ownTags("created")].map(([Key, Value]) => ({ Key, Value }))],
        },
      },
      memory: { intent: { call: "CreateService" } },
    });
  });

  it("counts as undoing what somebody did when the service was there", () => {
    expect(plan(planInput({ memory: settledMemory() }))).toMatchObject({ type: "call", correctsDrift: true });
    expect(plan(planInput())).not.toHaveProperty("correctsDrift");
  });
});
