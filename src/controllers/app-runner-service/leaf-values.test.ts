import { describe, expect, it } from "vitest";
import { fieldTable } from "../../api/app-runner-service.ts";
import { isJsonObject, type Json, type JsonObject } from "../../base/json.ts";
import { leavesOfService, leavesOfSpec, toApiInput } from "./leaf-values.ts";
import { leaves } from "./leaves.ts";
import { service } from "./testing/samples.ts";

/** A value of the sort that a setting takes. */
function sampleOf(path: string): Json {
  const member = path.slice(path.lastIndexOf(".") + 1);
  if (/^(interval|timeout|.*Threshold)$/.test(member)) return 3;
  if (/^(.*Enabled|isPubliclyAccessible)$/.test(member)) return true;
  if (member.startsWith("runtimeEnvironment")) return { KEY: "value" };
  return { cpu: "1 vCPU", memory: "3 GB", port: 3000, protocol: "HTTP", configurationSource: "API" }[member] ?? member;
}

function specWith(path: string, value: Json): JsonObject {
  const [member = "", ...rest] = path.split(".");
  return { [member]: rest.length === 0 ? value : specWith(rest.join("."), value) };
}

describe("settings on their way to App Runner and back", () => {
  it.each(leaves)("$path of a manifest reaches the API and comes back the same", ({ path }) => {
    const values = leavesOfSpec(specWith(path, sampleOf(path)));
    expect([...values.keys()]).toEqual([path]);
    const input = toApiInput(values);
    const answer = path === "autoScalingConfigurationArn" ? { AutoScalingConfigurationSummary: input } : input;
    expect(leavesOfService(answer)).toEqual(values);
  });

  it("turns paths into nested members in the API's case", () => {
    expect(
      toApiInput(
        new Map<string, Json>([
          ["sourceConfiguration.imageRepository.imageIdentifier", "web:1"],
          ["sourceConfiguration.imageRepository.imageConfiguration.port", "80"],
          ["instanceConfiguration.cpu", "1024"],
          ["autoScalingConfigurationArn", "arn"],
        ]),
      ),
    ).toEqual({
      SourceConfiguration: { ImageRepository: { ImageIdentifier: "web:1", ImageConfiguration: { Port: "80" } } },
      InstanceConfiguration: { Cpu: "1024" },
      AutoScalingConfigurationArn: "arn",
    });
  });

  it("reads no value where there is none", () => {
    expect(leavesOfSpec({ sourceConfiguration: { codeRepository: undefined } }).size).toBe(0);
    expect(leavesOfSpec({ instanceConfiguration: { cpu: null } }).size).toBe(0);
    expect(leavesOfSpec({ instanceConfiguration: "text" }).size).toBe(0);
    expect(leavesOfService({}).size).toBe(0);
  });

  it("reads what DescribeService shows, and nothing that is no setting", () => {
    const json: unknown = service();
    const values = leavesOfService(isJsonObject(json) ? json : {});
    expect(values.get("instanceConfiguration.memory")).toBe("2048");
    expect(values.get("networkConfiguration.ingressConfiguration.isPubliclyAccessible")).toBe(true);
    expect(values.get("autoScalingConfigurationArn")).toContain("DefaultConfiguration/1/");
    const known = new Set(fieldTable.map(({ path }) => path));
    expect([...values.keys()].filter((path) => !known.has(path))).toEqual([]);
  });
});
