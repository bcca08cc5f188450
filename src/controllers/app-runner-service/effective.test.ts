import { describe, expect, it } from "vitest";
import type { AppRunnerServiceSpec } from "../../api/app-runner-service.ts";
import type { Origin } from "../engine/ownership.ts";
import { effectiveName, specHash } from "./effective.ts";
import { effectiveDeletionPolicy, effectiveManagementPolicy } from "../engine/policies.ts";
import { imageSpec, resource } from "./testing/samples.ts";

describe("what counts where the manifest does not say", () => {
  it("is the object's name for the service's", () => {
    expect(effectiveName(resource())).toBe("orders");
    expect(effectiveName(resource({ serviceName: "orders-v2" }))).toBe("orders-v2");
  });

  it("is Manage for the management policy", () => {
    expect(effectiveManagementPolicy(resource())).toBe("Manage");
    expect(effectiveManagementPolicy(resource({ managementPolicy: "Observe" }))).toBe("Observe");
  });

  it.each<{ origin: Origin | undefined; stated?: "Delete" | "Retain"; expected: "Delete" | "Retain" }>([
    { origin: undefined, expected: "Delete" },
    { origin: "created", expected: "Delete" },
    { origin: "adopting", expected: "Retain" },
    { origin: "adopted", expected: "Retain" },
    { origin: "created", stated: "Retain", expected: "Retain" },
    { origin: "adopted", stated: "Delete", expected: "Delete" },
  ])("is $expected on deletion for origin $origin and policy $stated", ({ origin, stated, expected }) => {
    const spec = stated === undefined ? {} : { deletionPolicy: stated };
    expect(effectiveDeletionPolicy(resource(spec), origin)).toBe(expected);
  });
});

describe("the hash that tells an edit from a foreign change", () => {
  const base = specHash(resource());
  it.each<{ title: string; spec: AppRunnerServiceSpec; same: boolean }>([
    {
      title: "stays when a policy changes",
      spec: { managementPolicy: "ReportDrift", driftIntervalSeconds: 60 },
      same: true,
    },
    { title: "stays when the default is written out", spec: { ...imageSpec("1") }, same: true },
    { title: "moves with the image", spec: imageSpec("2"), same: false },
    { title: "moves with the tags", spec: { tags: [{ key: "team", value: "a" }] }, same: false },
    { title: "moves with the desired state", spec: { desiredState: "Running" }, same: false },
    { title: "moves with the deployment token", spec: { deploymentToken: "t1" }, same: false },
  ])("$title", ({ spec, same }) => {
    expect(specHash(resource(spec)) === base).toBe(same);
  });

  it("stays when a size is written in another way", () => {
    expect(specHash(resource({ instanceConfiguration: { cpu: "1 vCPU" } }))).toBe(
      specHash(resource({ instanceConfiguration: { cpu: "1024" } })),
    );
  });
});
