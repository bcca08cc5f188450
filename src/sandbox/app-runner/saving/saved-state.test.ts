import { describe, expect, it } from "vitest";
import { RegionState } from "../state/region-state.ts";
import { Regions } from "../state/regions.ts";
import { minuteMs, TestClient } from "../test-client.ts";
import { sampleNowMs, sampleRegion } from "./sample-region.ts";
import { isUnderWay, loadRegions, type SavedAppRunner, saveRegions } from "./saved-state.ts";

/** By way of a text, as between two processes. */
function written(saved: SavedAppRunner): SavedAppRunner {
  return JSON.parse(JSON.stringify(saved)) as SavedAppRunner;
}

/** The sample, saved and loaded again `afterMs` later; an array has no members that `settle` would change. */
function reloaded(afterMs = 0): RegionState {
  const regions = new Regions();
  loadRegions(regions, written(saveRegions([sampleRegion()], sampleNowMs)), sampleNowMs + afterMs);
  return regions.get("111122223333", "eu-west-1");
}

/** Each path to a member that a saved state has, without array positions, names of variables, and a configuration's second occurrence. */
function paths(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((each) => paths(each, `${path}[]`)))];
  if (typeof value !== "object" || value === null || /Variables$|steps.*configuration$/.test(path)) return [path];
  return Object.entries(value).flatMap(([name, member]) => paths(member, path === "" ? name : `${path}.${name}`));
}

/** What a region has still to come, those of a stopped service and of a role's first use included, and what is past. */
function times({ services, ingresses, rolesSeenAtMs }: RegionState): Record<"toCome" | "past", readonly number[]> {
  const domains = services.flatMap((service) => service.domains);
  const uses = services.flatMap(({ formerUses }) => formerUses.map(({ untilMs }) => untilMs));
  const toCome = [
    ...services.flatMap(({ activity }) => activity?.steps.map(({ atMs }) => atMs) ?? []),
    ...services.map(({ heldSinceMs = 0 }) => heldSinceMs),
    ...uses.filter((untilMs) => untilMs > sampleNowMs).slice(0, 1),
    ...[...domains, ...ingresses].map(({ next }) => next?.atMs ?? 0),
    ...domains.map(({ recordsAtMs }) => recordsAtMs),
    ...rolesSeenAtMs.values(),
  ];
  const ended = services.flatMap(({ operations }) => operations.map(({ updatedAtMs }) => updatedAtMs));
  const past = [...services, ...ingresses].map(({ createdAtMs }) => createdAtMs);
  return { toCome, past: [...past, ...ended, ...uses.filter((untilMs) => untilMs < sampleNowMs)] };
}

describe("a saved region", () => {
  it("comes back with everything that it had", () => {
    expect(reloaded()).toEqual(sampleRegion());
    expect(Object.keys(reloaded())).toEqual(Object.keys(sampleRegion()));
  });

  it("knows the operation that a service is busy with as the one of its list", () => {
    const [service] = reloaded().services;
    expect(service?.activity?.operation).toBeDefined();
    expect(service?.activity?.operation).toBe(service?.operations[1]);
  });

  it("has its built-in configurations once", () => {
    const names = reloaded().configurations.map(({ name }) => name);
    expect(names.filter((name) => name === "DefaultConfiguration")).toHaveLength(2);
  });

  it("is refused when a service is busy with an operation that it does not have", () => {
    const saved = written(saveRegions([sampleRegion()], sampleNowMs));
    const text = JSON.stringify(saved).replace(`"operation":"${"b".repeat(32)}"`, '"operation":"gone"');
    expect(() => loadRegions(new Regions(), JSON.parse(text) as SavedAppRunner, sampleNowMs)).toThrow(
      "busy is busy with the operation gone",
    );
  });

  it("postpones what was to come by the time that nothing ran, and nothing else", () => {
    const hourMs = 60 * minuteMs;
    const [before, after] = [times(sampleRegion()), times(reloaded(hourMs))];
    expect(before.toCome).toHaveLength(10);
    expect(after.toCome).toEqual(before.toCome.map((atMs) => atMs + hourMs));
    expect(after.past).toEqual(before.past);
  });

  // Whoever changes this raises `version` in src/cli/state/state-text.ts: older files mean something else then.
  it("consists of the members of version 1", () => {
    expect(paths(saveRegions([sampleRegion()], sampleNowMs)).toSorted()).toMatchInlineSnapshot(`
      [
        "nowMs",
        "regions[].account",
        "regions[].configurations[].arn",
        "regions[].configurations[].createdAtMs",
        "regions[].configurations[].deletedAtMs",
        "regions[].configurations[].maxConcurrency",
        "regions[].configurations[].maxSize",
        "regions[].configurations[].minSize",
        "regions[].configurations[].name",
        "regions[].configurations[].provider",
        "regions[].configurations[].revision",
        "regions[].configurations[].securityGroups[]",
        "regions[].configurations[].status",
        "regions[].configurations[].subnets[]",
        "regions[].configurations[].tags[][]",
        "regions[].configurations[].type",
        "regions[].configurations[].vendor",
        "regions[].defaultAutoScalingArn",
        "regions[].deletedRows[].createdAtMs",
        "regions[].deletedRows[].id",
        "regions[].ingresses[].arn",
        "regions[].ingresses[].createdAtMs",
        "regions[].ingresses[].deletedAtMs",
        "regions[].ingresses[].domainName",
        "regions[].ingresses[].name",
        "regions[].ingresses[].next.atMs",
        "regions[].ingresses[].next.status",
        "regions[].ingresses[].serviceArn",
        "regions[].ingresses[].status",
        "regions[].ingresses[].tags[][]",
        "regions[].ingresses[].vpc.VpcEndpointId",
        "regions[].ingresses[].vpc.VpcId",
        "regions[].lostReplies[]",
        "regions[].pushedImages[]",
        "regions[].region",
        "regions[].rolesSeenAtMs[][]",
        "regions[].services[].activity.operation",
        "regions[].services[].activity.steps[].atMs",
        "regions[].services[].activity.steps[].operation",
        "regions[].services[].activity.steps[].service.configuration",
        "regions[].services[].activity.steps[].service.status",
        "regions[].services[].arn",
        "regions[].services[].configuration.autoScaling.AutoScalingConfigurationArn",
        "regions[].services[].configuration.autoScaling.AutoScalingConfigurationName",
        "regions[].services[].configuration.autoScaling.AutoScalingConfigurationRevision",
        "regions[].services[].configuration.healthCheck.HealthyThreshold",
        "regions[].services[].configuration.healthCheck.Interval",
        "regions[].services[].configuration.healthCheck.Path",
        "regions[].services[].configuration.healthCheck.Protocol",
        "regions[].services[].configuration.healthCheck.Timeout",
        "regions[].services[].configuration.healthCheck.UnhealthyThreshold",
        "regions[].services[].configuration.instance.Cpu",
        "regions[].services[].configuration.instance.InstanceRoleArn",
        "regions[].services[].configuration.instance.Memory",
        "regions[].services[].configuration.network.EgressConfiguration.EgressType",
        "regions[].services[].configuration.network.EgressConfiguration.VpcConnectorArn",
        "regions[].services[].configuration.network.IngressConfiguration.IsPubliclyAccessible",
        "regions[].services[].configuration.network.IpAddressType",
        "regions[].services[].configuration.observability.ObservabilityConfigurationArn",
        "regions[].services[].configuration.observability.ObservabilityEnabled",
        "regions[].services[].configuration.source.ImageRepository.ImageConfiguration.Port",
        "regions[].services[].configuration.source.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables",
        "regions[].services[].configuration.source.ImageRepository.ImageIdentifier",
        "regions[].services[].configuration.source.ImageRepository.ImageRepositoryType",
        "regions[].services[].createdAtMs",
        "regions[].services[].deletedAtMs",
        "regions[].services[].domains[].arn",
        "regions[].services[].domains[].name",
        "regions[].services[].domains[].next.atMs",
        "regions[].services[].domains[].next.status",
        "regions[].services[].domains[].recordsAtMs",
        "regions[].services[].domains[].records[].name",
        "regions[].services[].domains[].records[].status",
        "regions[].services[].domains[].records[].value",
        "regions[].services[].domains[].status",
        "regions[].services[].domains[].validatedAtMs",
        "regions[].services[].domains[].www",
        "regions[].services[].encryption",
        "regions[].services[].encryption.KmsKey",
        "regions[].services[].failedDeletions",
        "regions[].services[].formerUses[].arn",
        "regions[].services[].formerUses[].untilMs",
        "regions[].services[].heldSinceMs",
        "regions[].services[].id",
        "regions[].services[].name",
        "regions[].services[].operations[].endedAtMs",
        "regions[].services[].operations[].id",
        "regions[].services[].operations[].startedAtMs",
        "regions[].services[].operations[].status",
        "regions[].services[].operations[].type",
        "regions[].services[].operations[].updatedAtMs",
        "regions[].services[].status",
        "regions[].services[].tags[][]",
        "regions[].services[].updatedAtMs",
        "regions[].services[].url",
        "regions[].validatedDomains[]",
      ]
    `);
  });
});

describe("an emulator that goes on from a saved one", () => {
  it("lets an operation in progress end as it would have, and no sooner", async () => {
    const first = new TestClient();
    const arn = await first.create();
    await first.clock.advance(3 * minuteMs);
    expect(first.emulator.isUnderWay()).toBe(true);
    const second = new TestClient({ saved: written(first.emulator.save()) });
    await second.clock.advance(0.9 * minuteMs);
    expect(await second.operations(arn)).toEqual(["CREATE_SERVICE IN_PROGRESS"]);
    await second.clock.advance(0.1 * minuteMs);
    expect([await second.operations(arn), await second.status(arn)]).toEqual([["CREATE_SERVICE SUCCEEDED"], "RUNNING"]);
    expect(second.emulator.isUnderWay()).toBe(false);
  });

  it("answers as that one did", async () => {
    const first = new TestClient();
    const arn = await first.created();
    await first.ok("TagResource", { ResourceArn: arn, Tags: [{ Key: "team", Value: "shop" }] });
    await first.ok("CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" });
    await first.ok("AssociateCustomDomain", { ServiceArn: arn, DomainName: "shop.test" });
    const second = new TestClient({ saved: written(first.emulator.save()) });
    for (const [operation, input] of [
      ["DescribeService", { ServiceArn: arn }],
      ["ListTagsForResource", { ResourceArn: arn }],
      ["DescribeCustomDomains", { ServiceArn: arn }],
      ["ListConnections", {}],
      ["ListAutoScalingConfigurations", {}],
      ["ListServices", {}],
    ] as const) {
      expect(await second.ok(operation, input)).toEqual(await first.ok(operation, input));
    }
  });
});

it("nothing is under way in a region at rest, or whose service is held", async () => {
  const client = new TestClient();
  const arn = await client.create();
  client.admin.hold(arn, true);
  expect(client.emulator.isUnderWay()).toBe(false);
  client.admin.hold(arn, false);
  expect(client.emulator.isUnderWay()).toBe(true);
  expect(isUnderWay(new RegionState("111122223333", "eu-west-1"))).toBe(false);
});
