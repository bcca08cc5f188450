import type { DemoStep } from "./step.ts";

const repository = "public.ecr.aws/aws-containers/hello-app-runner";
const running = { status: "True", reason: "Running" } as const;

const withImage = (tag: string) => ({
  spec: { sourceConfiguration: { imageRepository: { imageIdentifier: `${repository}:${tag}` } } },
});

/** The life of a service, and then of two that share how they scale. */
export const scenario: readonly DemoStep[] = [
  {
    title: "Create a service",
    about: "greeter",
    story: "kubectl apply. The operator finds no such service, creates it once, and follows the operation to its end.",
    act: { type: "create" },
    expect: {
      ready: running,
      calls: ["CreateService"],
      operation: { type: "CREATE_SERVICE", status: "SUCCEEDED" },
      live: { status: "RUNNING", image: `${repository}:v1`, variables: { GREETING: "hello", COLOUR: "blue" } },
    },
  },
  {
    title: "Change an environment variable",
    about: "greeter",
    story: "One value changes; one UpdateService carries it. The old version serves until the new one is healthy.",
    act: {
      type: "edit",
      patch: {
        spec: {
          sourceConfiguration: {
            imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { GREETING: "good morning" } } },
          },
        },
      },
    },
    expect: {
      ready: running,
      calls: ["UpdateService"],
      operation: { type: "UPDATE_SERVICE", status: "SUCCEEDED" },
      live: { status: "RUNNING", variables: { GREETING: "good morning", COLOUR: "blue" } },
    },
  },
  {
    title: "Deploy an image that does not start",
    about: "greeter",
    story:
      "App Runner tries, gives up and rolls back. Its console then shows RUNNING as if nothing had happened; the resource tells.",
    act: { type: "edit", patch: withImage("fail-start") },
    expect: {
      ready: { status: "False", reason: "UpdateFailed" },
      calls: ["UpdateService"],
      operation: { type: "UPDATE_SERVICE", status: "ROLLBACK_SUCCEEDED" },
      live: { status: "RUNNING", image: `${repository}:v1` },
    },
  },
  {
    title: "Look again: the bad image is not sent a second time",
    about: "greeter",
    story:
      "Asked to look afresh, the operator sees that live and manifest differ, and remembers why. It changes nothing.",
    act: { type: "look" },
    expect: { ready: { status: "False", reason: "UpdateFailed" }, calls: [], live: { image: `${repository}:v1` } },
  },
  {
    title: "Deploy the fix",
    about: "greeter",
    story: "A new image is a new configuration, so it is sent.",
    act: { type: "edit", patch: withImage("v2") },
    expect: {
      ready: running,
      calls: ["UpdateService"],
      operation: { type: "UPDATE_SERVICE", status: "SUCCEEDED" },
      live: { status: "RUNNING", image: `${repository}:v2` },
    },
  },
  {
    title: "Pause",
    about: "greeter",
    story: "desiredState: Paused. A paused service costs nothing, and is Ready: it is as asked.",
    act: { type: "edit", patch: { spec: { desiredState: "Paused" } } },
    expect: {
      ready: { status: "True", reason: "Paused" },
      calls: ["PauseService"],
      operation: { type: "PAUSE_SERVICE", status: "SUCCEEDED" },
      live: { status: "PAUSED" },
    },
  },
  {
    title: "Resume",
    about: "greeter",
    story: "desiredState: Running.",
    act: { type: "edit", patch: { spec: { desiredState: "Running" } } },
    expect: {
      ready: running,
      calls: ["ResumeService"],
      operation: { type: "RESUME_SERVICE", status: "SUCCEEDED" },
      live: { status: "RUNNING" },
    },
  },
  {
    title: "Somebody changes it behind the operator's back",
    about: "greeter",
    story:
      "An UpdateService from elsewhere. The operator notices it by the one list that it reads for the whole fleet, waits until it ends, and puts the service back.",
    act: { type: "interfere", variables: { COLOUR: "red" } },
    expect: {
      ready: running,
      calls: ["UpdateService"],
      operation: { type: "UPDATE_SERVICE", status: "SUCCEEDED" },
      live: { status: "RUNNING", variables: { GREETING: "good morning", COLOUR: "blue" } },
    },
  },
  {
    title: "Delete",
    about: "greeter",
    story: "kubectl delete. The object goes when the service is gone.",
    act: { type: "delete" },
    expect: { ready: "gone", calls: ["DeleteService"], live: { status: "DELETED" } },
  },
  {
    title: "Two services that scale alike",
    about: "web",
    story:
      "Three objects in one file, applied at once. The services name the configuration, which is made first, whatever their order.",
    act: { type: "create" },
    expect: {
      ready: { status: "True", reason: "Available" },
      others: running,
      calls: ["CreateAutoScalingConfiguration", "CreateService", "CreateService"],
      scalingRevision: 1,
    },
  },
  {
    title: "Change how they scale",
    about: "web",
    story:
      "App Runner changes no configuration: it gets a new revision. One service takes it first; when that went well, the other one. Then nothing uses the old revision, and it goes.",
    act: { type: "edit", patch: { spec: { maxConcurrency: 120 } } },
    expect: {
      ready: { status: "True", reason: "Available" },
      others: running,
      calls: ["CreateAutoScalingConfiguration", "UpdateService", "UpdateService", "DeleteAutoScalingConfiguration"],
      scalingRevision: 2,
    },
  },
  {
    title: "Delete all three",
    about: "web",
    story: "At once, and in any order: the configuration waits until nobody uses it.",
    act: { type: "delete" },
    expect: { ready: "gone", calls: ["DeleteService", "DeleteService", "DeleteAutoScalingConfiguration"] },
  },
];
