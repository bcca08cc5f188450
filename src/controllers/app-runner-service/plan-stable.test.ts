import { describe, expect, it } from "vitest";
import { retryAnnotation } from "../engine/annotations.ts";
import type { ServiceMemory } from "./memory.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import { failedMemory } from "./testing/failed-memory.ts";
import {
  imageSpec,
  minutesAgo,
  ownTags,
  planInput,
  present,
  resource,
  settledMemory,
  summary,
  type Situation,
  serviceArn,
} from "./testing/samples.ts";

interface Case extends Situation {
  readonly title: string;
  readonly expected: string;
}

const read = { operations: [] };
const retry = { annotations: { [retryAnnotation]: "now" } };

const pauseFailed: ServiceMemory = {
  ...settledMemory(),
  recentOperations: [{ id: "op", type: "PAUSE_SERVICE", status: "FAILED", endedAt: minutesAgo(1).toISOString() }],
};

/** What is remembered of a deployment whose token is `t1`. */
const failedDeployment: ServiceMemory = {
  ...settledMemory(),
  deploymentToken: "t1",
  failure: {
    reason: "DeploymentFailed",
    operationType: "START_DEPLOYMENT",
    operationStatus: "ROLLBACK_SUCCEEDED",
    message: "it ended badly",
    deploymentToken: "t1",
    failedAt: minutesAgo(1).toISOString(),
  },
};

const cases: readonly Case[] = [
  {
    title: "somebody else failed to pause the service",
    resource: resource({ desiredState: "Paused" }),
    memory: {
      ...settledMemory(),
      recentOperations: (pauseFailed.recentOperations ?? []).map((operation) => ({ ...operation, foreign: true })),
    },
    observation: present({}, read),
    expected: "call PauseService: Pausing",
  },
  {
    title: "pausing has just failed, and the image was edited too",
    resource: resource({ ...imageSpec("2"), desiredState: "Paused" }),
    memory: pauseFailed,
    observation: present({}, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "the service is to be paused, and the image was edited too",
    resource: resource({ ...imageSpec("2"), desiredState: "Paused" }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "call PauseService: Pausing",
  },
  {
    title: "the manifest wants source code where there is an image",
    resource: resource({
      sourceConfiguration: {
        codeRepository: { repositoryUrl: "https://x", sourceCodeVersion: { type: "BRANCH", value: "main" } },
      },
    }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "finish ImmutableDiffers",
  },
  { title: "everything is as declared", memory: settledMemory(), observation: present(), expected: "finish Running" },
  {
    title: "a paused service is left so",
    memory: settledMemory(),
    observation: present({ Status: "PAUSED" }),
    expected: "finish Paused",
  },
  {
    title: "the image was edited and the operations are not known",
    resource: resource(imageSpec("2")),
    memory: settledMemory(),
    observation: present(),
    expected: "read operations",
  },
  {
    title: "the image was edited",
    resource: resource(imageSpec("2")),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "the image was edited and only drift is reported",
    resource: resource({ ...imageSpec("2"), managementPolicy: "ReportDrift" }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "somebody changed the size",
    resource: resource({ instanceConfiguration: { cpu: "1 vCPU" } }),
    memory: settledMemory(resource({ instanceConfiguration: { cpu: "1 vCPU" } })),
    observation: present({ InstanceConfiguration: { Cpu: "2048", Memory: "4096" } }, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "somebody changed the size and only drift is reported",
    resource: resource({ instanceConfiguration: { cpu: "1 vCPU" }, managementPolicy: "ReportDrift" }),
    memory: settledMemory(resource({ instanceConfiguration: { cpu: "1 vCPU" } })),
    observation: present({ InstanceConfiguration: { Cpu: "2048", Memory: "4096" } }, read),
    expected: "finish Drifted",
  },
  {
    title: "the image was edited and the service is paused",
    resource: resource(imageSpec("2")),
    memory: settledMemory(),
    observation: present({ Status: "PAUSED" }, read),
    expected: "finish Paused",
  },
  {
    title: "the edited image was rolled back",
    resource: resource(imageSpec("2")),
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: present({}, read),
    expected: "finish UpdateFailed",
  },
  {
    title: "the edited image was rolled back and a retry is requested",
    resource: resource(imageSpec("2"), retry),
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: present({}, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "the edited image was rolled back and that retry was answered",
    resource: resource(imageSpec("2"), retry),
    memory: { ...failedMemory(imageSpec("2"), "UPDATE_SERVICE"), lastHandledRetryRequestedAt: "now" },
    observation: present({}, read),
    expected: "finish UpdateFailed",
  },
  {
    title: "the edited image was rolled back and edited again",
    resource: resource(imageSpec("3")),
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: present({}, read),
    expected: "call UpdateService: Updating",
  },
  {
    title: "the edited image was rolled back and edited back",
    memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
    observation: present({}, read),
    expected: "finish Running",
  },
  {
    title: "the manifest asks for a key that cannot be given any more",
    resource: resource({ encryptionConfiguration: { kmsKey: "arn:k" } }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "finish ImmutableDiffers",
  },
  {
    title: "a tag is missing",
    resource: resource({ tags: [{ key: "team", value: "a" }] }),
    memory: settledMemory(),
    observation: present(),
    expected: "call TagResource: Updating",
  },
  {
    title: "a tag is named no more",
    memory: { ...settledMemory(), appliedTagKeys: ["team"] },
    observation: present({}, { tags: new Map([...ownTags(), ["team", "a"]]) }),
    expected: "call UntagResource: Updating",
  },
  {
    title: "the service is to be paused",
    resource: resource({ desiredState: "Paused" }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "call PauseService: Pausing",
  },
  {
    title: "the service is to be resumed",
    resource: resource({ desiredState: "Running" }),
    memory: settledMemory(),
    observation: present({ Status: "PAUSED" }, read),
    expected: "call ResumeService: Resuming",
  },
  {
    title: "the state is to change and the operations are not known",
    resource: resource({ desiredState: "Paused" }),
    memory: settledMemory(),
    observation: present(),
    expected: "read operations",
  },
  {
    title: "pausing has just failed",
    resource: resource({ desiredState: "Paused" }),
    memory: pauseFailed,
    observation: present({}, read),
    expected: "finish PauseFailed",
  },
  {
    title: "pausing failed a while ago",
    resource: resource({ desiredState: "Paused" }),
    memory: {
      ...settledMemory(),
      recentOperations: [{ id: "op", type: "PAUSE_SERVICE", status: "FAILED", endedAt: minutesAgo(6).toISOString() }],
    },
    observation: present({}, read),
    expected: "call PauseService: Pausing",
  },
  {
    title: "resuming has just failed",
    resource: resource({ desiredState: "Running" }),
    memory: {
      ...settledMemory(),
      recentOperations: [{ id: "op", type: "RESUME_SERVICE", status: "FAILED", endedAt: minutesAgo(1).toISOString() }],
    },
    observation: present({ Status: "PAUSED" }, read),
    expected: "finish ResumeFailed",
  },
  {
    title: "a new deployment token is set",
    resource: resource({ deploymentToken: "t1" }),
    memory: settledMemory(),
    observation: present({}, read),
    expected: "call StartDeployment: Deploying",
  },
  {
    title: "the deployment token was handled",
    resource: resource({ deploymentToken: "t1" }),
    memory: { ...settledMemory(), deploymentToken: "t1" },
    observation: present({}, read),
    expected: "finish Running",
  },
  {
    title: "the deployment of the token failed",
    resource: resource({ deploymentToken: "t1" }),
    memory: failedDeployment,
    observation: present({}, read),
    expected: "finish DeploymentFailed",
  },
  {
    title: "the deployment of the token failed and a retry is requested",
    resource: resource({ deploymentToken: "t1" }, retry),
    memory: failedDeployment,
    observation: present({}, read),
    expected: "call StartDeployment: Deploying",
  },
  {
    title: "a new deployment token is set and the service is paused",
    resource: resource({ deploymentToken: "t1" }),
    memory: settledMemory(),
    observation: present({ Status: "PAUSED" }, read),
    expected: "finish Paused",
  },
  {
    title: "the status was lost and the manifest has a deployment token",
    resource: resource({ deploymentToken: "t1" }),
    observation: present({}, read),
    expected: "finish Running",
  },
  {
    title: "an update succeeded and App Runner still shows something else",
    resource: resource(imageSpec("2")),
    memory: {
      ...failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
      acceptedConfigurationHash: failedMemory(imageSpec("2"), "UPDATE_SERVICE").failure?.configurationHash ?? "",
      failure: { reason: "x", message: "", failedAt: minutesAgo(1).toISOString() },
      recentOperations: [{ id: "op-1", type: "UPDATE_SERVICE", status: "SUCCEEDED" }],
    },
    observation: present({}, { operations: [summary("op-1", "UPDATE_SERVICE", "SUCCEEDED")] }),
    expected: "finish UpdateIneffective",
  },
  {
    title: "App Runner could not delete it for somebody else",
    memory: settledMemory(),
    observation: present({ Status: "DELETE_FAILED" }),
    expected: "finish DeleteFailed",
  },
];

describe("the next step when nothing is in flight", () => {
  it.each(cases)("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput(situation)))).toBe(expected);
  });

  it("tells a paused service which edits wait, and which of them failed before", () => {
    const observation = present({ Status: "PAUSED" }, read);
    const edited = planInput({ resource: resource(imageSpec("2")), memory: settledMemory(), observation });
    const image = "`sourceConfiguration.imageRepository.imageIdentifier`";
    expect(plan(edited)).toMatchObject({
      outcome: { changesPending: `${image} will be applied when the service is resumed` },
    });
    const failed = { ...edited, memory: failedMemory(imageSpec("2"), "UPDATE_SERVICE") };
    expect(plan(failed)).toMatchObject({ outcome: { changesPending: expect.stringContaining("failed before") } });
  });

  it("tells a paused service of a token whose deployment failed that it is not acted on again", () => {
    const wanted = resource({ deploymentToken: "t1" });
    const observation = present({ Status: "PAUSED" }, read);
    expect(plan(planInput({ resource: wanted, memory: failedDeployment, observation }))).toMatchObject({
      outcome: { reason: "Paused", changesPending: expect.stringContaining("it ended badly") },
    });
  });

  it.each([
    ["an edit that failed", imageSpec("2"), failedMemory(imageSpec("2"), "UPDATE_SERVICE")],
    ["a deployment that failed", { deploymentToken: "t1" }, failedDeployment],
  ])("keeps a retry of %s for the resume of a paused service", (_title, spec, memory) => {
    const input = planInput({
      resource: resource(spec, retry),
      memory,
      observation: present({ Status: "PAUSED" }, read),
    });
    const decision = plan(input);
    expect(decision).toMatchObject({
      outcome: { changesPending: expect.stringContaining("when the service is resumed") },
    });
    expect(decision).not.toHaveProperty("memory.lastHandledRetryRequestedAt");
  });

  const uncertain: ServiceMemory = {
    ...failedDeployment,
    ...(failedDeployment.failure && { failure: { ...failedDeployment.failure, operationStatus: "ROLLBACK_FAILED" } }),
  };
  it.each<[string, Parameters<typeof resource>, ServiceMemory, string]>([
    ["the manifest was edited", [imageSpec("2")], settledMemory(), "the manifest changes `sourceConfiguration"],
    [
      "the edit failed and a retry is requested",
      [imageSpec("2"), retry],
      failedMemory(imageSpec("2"), "UPDATE_SERVICE"),
      "a retry is requested",
    ],
    ["the rollback of a deployment failed", [{}], uncertain, "the last rollback failed"],
  ])("says why it sends an update when %s", (_title, [spec, metadata], memory, because) => {
    const wanted = resource(spec, metadata);
    const decision = plan(planInput({ resource: wanted, memory, observation: present({}, read) }));
    expect(decision).toMatchObject({ call: { operation: "UpdateService" }, because: expect.stringContaining(because) });
    expect(decision).not.toHaveProperty("correctsDrift");
  });

  it("acts on what was edited under Observe as soon as it may, also for a service that was adopted", () => {
    const { origin: _origin, ...memory } = settledMemory(resource(), present({}, { tags: ownTags("adopted") }));
    const wanted = resource({ deploymentToken: "t1" });
    const observation = present({}, { ...read, tags: ownTags("adopted") });
    expect(decisionLine(plan(planInput({ resource: wanted, memory, observation })))).toBe(
      "call StartDeployment: Deploying",
    );
  });

  it("sends an update with every block that differs, each complete, and no other", () => {
    const wanted = resource({ instanceConfiguration: { cpu: "2 vCPU" }, healthCheckConfiguration: { interval: 10 } });
    const decision = plan(planInput({ resource: wanted, memory: settledMemory(), observation: present({}, read) }));
    expect(decision).toMatchObject({
      call: {
        input: {
          ServiceArn: serviceArn,
          InstanceConfiguration: { Cpu: "2048", Memory: "2048" },
          HealthCheckConfiguration: { Protocol: "TCP", Path: "/", Interval: 10, Timeout: 2 },
        },
      },
    });
    const sent = decision.type === "call" ? Object.keys(decision.call.input) : [];
    expect(sent.toSorted()).toEqual(["HealthCheckConfiguration", "InstanceConfiguration", "ServiceArn"]);
  });

  it("records the token with an update that changes the image, since that deploys", () => {
    const wanted = resource({ ...imageSpec("2"), deploymentToken: "t1" });
    const decision = plan(planInput({ resource: wanted, memory: settledMemory(), observation: present({}, read) }));
    expect(decision).toMatchObject({ memory: { intent: { call: "UpdateService", deploymentToken: "t1" } } });
  });

  it("tells an edit from a correction of drift", () => {
    const wanted = resource({ instanceConfiguration: { cpu: "1 vCPU" } });
    const observation = present({ InstanceConfiguration: { Cpu: "2048", Memory: "4096" } }, read);
    const corrected = plan(planInput({ resource: wanted, memory: settledMemory(wanted), observation }));
    expect(corrected).toMatchObject({ type: "call", correctsDrift: true });
    const edited = plan(planInput({ resource: wanted, memory: settledMemory(), observation }));
    expect(edited).not.toHaveProperty("correctsDrift");
  });
});
