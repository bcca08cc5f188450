import { describe, expect, it } from "vitest";
import type { AppRunnerServiceSpec, Drift } from "../../api/app-runner-service.ts";
import { compare } from "./comparison.ts";
import type { ServiceMemory } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import { ownTags, planInput, present, resource, service } from "./testing/samples.ts";

interface Case {
  readonly title: string;
  readonly spec?: AppRunnerServiceSpec;
  readonly live?: PresentService;
  readonly memory?: ServiceMemory;
  readonly drift: readonly Drift[];
}

const secretive: AppRunnerServiceSpec = {
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: "public.ecr.aws/x1y2z3a4/orders:1",
      imageRepositoryType: "ECR_PUBLIC",
      imageConfiguration: {
        startCommand: "serve --password hunter2",
        runtimeEnvironmentVariables: { PASSWORD: "hunter2" },
        runtimeEnvironmentSecrets: { KEY: "/hunter2" },
      },
    },
  },
};
const configuration = "sourceConfiguration.imageRepository.imageConfiguration";

describe("the drift that status shows", () => {
  it.each<Case>([
    { title: "is empty when everything is as declared", drift: [] },
    {
      title: "has both values of a setting",
      spec: { instanceConfiguration: { cpu: "2 vCPU" } },
      drift: [{ path: "instanceConfiguration.cpu", desired: "2048", actual: "1024" }],
    },
    {
      title: "writes flags and numbers as text",
      spec: { healthCheckConfiguration: { interval: 10 } },
      drift: [{ path: "healthCheckConfiguration.interval", desired: "10", actual: "5" }],
    },
    {
      title: "leaves settings alone that the manifest does not name and never named",
      live: present({ InstanceConfiguration: { Cpu: "4096", Memory: "8192" } }),
      drift: [],
    },
    {
      title: "has a setting that was applied and is named no more",
      live: present({ InstanceConfiguration: { Cpu: "4096", Memory: "2048" } }),
      memory: { appliedFields: ["instanceConfiguration.cpu"] },
      drift: [{ path: "instanceConfiguration.cpu", desired: "1024", actual: "4096" }],
    },
    {
      title: "has the desired state",
      spec: { desiredState: "Paused" },
      drift: [{ path: "desiredState", desired: "Paused", actual: "Running" }],
    },
    {
      title: "has no state while the service is in none that can be asked for",
      spec: { desiredState: "Paused" },
      live: present({ Status: "CREATE_FAILED" }),
      drift: [],
    },
    {
      title: "has a tag that is missing, and one of another value",
      spec: { tags: [{ key: "team", value: "a" }, { key: "stage" }] },
      live: { ...present(), tags: new Map([...ownTags(), ["team", "b"]]) },
      drift: [
        { path: "tags[team]", desired: "a", actual: "b" },
        { path: "tags[stage]", desired: "" },
      ],
    },
    {
      title: "has a tag that has to go",
      live: { ...present(), tags: new Map([...ownTags(), ["team", "b"]]) },
      memory: { appliedTagKeys: ["team"] },
      drift: [{ path: "tags[team]", actual: "b" }],
    },
    {
      title: "has no value of a variable, a secret or a command",
      spec: secretive,
      drift: [
        { path: `${configuration}.runtimeEnvironmentVariables` },
        { path: `${configuration}.runtimeEnvironmentSecrets` },
        { path: `${configuration}.startCommand` },
      ],
    },
  ])("$title", ({ spec = {}, live = present(), memory = {}, drift }) => {
    expect(compare(planInput({ resource: resource(spec), memory }), live).drift).toEqual(drift);
  });

  it("never holds a live secret either", () => {
    const source = service().SourceConfiguration;
    const ImageConfiguration = { StartCommand: "hunter2", RuntimeEnvironmentVariables: { A: "hunter2" } };
    const live = present({
      SourceConfiguration: {
        ...source,
        ImageRepository: { ImageIdentifier: "x", ImageRepositoryType: "ECR_PUBLIC", ImageConfiguration },
      },
    });
    const { drift } = compare(planInput({ resource: resource(secretive) }), live);
    expect(drift.length).toBeGreaterThan(2);
    expect(JSON.stringify(drift)).not.toContain("hunter2");
  });

  it("is cut where a status has no more room", () => {
    const tags = Array.from({ length: 40 }, (_, index) => ({ key: `tag-${index}` }));
    const memory = { appliedTagKeys: Array.from({ length: 30 }, (_, index) => `old-${index}`) };
    const live = {
      ...present(),
      tags: new Map([...ownTags(), ...memory.appliedTagKeys.map((key) => [key, ""] as const)]),
    };
    const comparison = compare(planInput({ resource: resource({ tags }), memory }), live);
    expect(comparison.drift).toHaveLength(70);
    expect(comparison.shownDrift).toHaveLength(50);
    expect(compare(planInput(), present()).shownDrift).toBeUndefined();
  });

  it("tells when the manifest wants another sort of source", () => {
    const SourceConfiguration = {
      CodeRepository: { RepositoryUrl: "https://x", SourceCodeVersion: { Type: "BRANCH", Value: "main" } as const },
    };
    expect(compare(planInput(), present({ SourceConfiguration })).changesSource).toBe(true);
    expect(compare(planInput(), present()).changesSource).toBe(false);
  });
});
