import type { JsonObject } from "../../src/base/json.ts";
import type { Random } from "../../src/base/random.ts";
import { declare, type Member } from "./team.ts";
import type { World } from "./world.ts";

/** One of them at random. */
export function oneOf<T>(all: readonly T[], random: Random): T | undefined {
  return all[Math.floor(random() * all.length)];
}

/** What a person does to an object. */
type Act = (world: World, member: Member, random: Random) => Promise<unknown>;

/** An edit of an object that may not be there. */
function edit(patch: (random: Random) => JsonObject): Act {
  return async (world, { type, name }, random) => {
    if (world.getKind(type, name) !== undefined) await world.editKind(type, name, patch(random));
  };
}

const declareAnew: Act = (world, member, random) => declare(world, member, oneOf(member.specs, random) ?? {});

export const acts: readonly Act[] = [
  declareAnew,
  declareAnew,
  declareAnew,
  async (world, { type, name }) => {
    if (world.getKind(type, name) !== undefined) await world.deleteKind(type, name);
  },
  edit((random) => ({ metadata: { annotations: { "apprunner-operator.dev/retry-requested-at": String(random()) } } })),
  edit(() => ({ spec: { suspend: true } })),
  edit((random) => ({ spec: { managementPolicy: oneOf(["Observe", "ReportDrift", null], random) ?? null } })),
  edit(() => ({ metadata: { finalizers: null } })),
  async (world, { type, name }) => {
    if (world.getKind(type, name) === undefined) return;
    const body = [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] as const;
    await world.kube.patch(type, { namespace: "default", name }, { type: "json", body }, { subresource: "status" });
  },
];

/** What somebody else does in AWS. A refusal there is nobody's concern here. */
export const foreignActs: readonly ((world: World, random: Random) => Promise<unknown>)[] = [
  (world, random) => onService(world, random, "PauseService"),
  (world, random) => onService(world, random, "ResumeService"),
  (world, random) => onService(world, random, "DeleteService"),
  (world, random) => onService(world, random, "StartDeployment"),
  (world, random) =>
    onService(world, random, "UpdateService", { HealthCheckConfiguration: { Interval: 5 + Math.floor(random() * 9) } }),
  (world, random) => {
    const domain = oneOf(world.emulator.admin.domains(), random);
    return attempt(world, "DisassociateCustomDomain", { ServiceArn: domain?.serviceArn, DomainName: domain?.name });
  },
  (world, random) => {
    const found = oneOf(world.emulator.admin.ingressConnections(), random);
    return attempt(world, "DeleteVpcIngressConnection", { VpcIngressConnectionArn: found?.arn });
  },
  (world, random) => {
    const found = oneOf(world.emulator.admin.configurations(), random);
    const deletions = {
      autoscalingconfiguration: ["DeleteAutoScalingConfiguration", "AutoScalingConfigurationArn"],
      observabilityconfiguration: ["DeleteObservabilityConfiguration", "ObservabilityConfigurationArn"],
      vpcconnector: ["DeleteVpcConnector", "VpcConnectorArn"],
      connection: ["DeleteConnection", "ConnectionArn"],
    } as const;
    const [operation, arn] = deletions[found?.type ?? "connection"];
    return attempt(world, operation, { [arn]: found?.arn });
  },
  async (world) =>
    world.emulator.admin.inject({ when: "before", answer: "error", code: "ThrottlingException", count: 3 }),
  async (world) => world.emulator.admin.inject({ when: "after", answer: "drop" }),
  async (world) => world.emulator.admin.inject({ when: "before", answer: "malformed", count: 2 }),
];

/** A call of somebody else, whose refusal is nobody's concern. */
export function attempt(world: World, operation: string, input: object): Promise<unknown> {
  return world.callAws(operation, input).catch(() => undefined);
}

function onService(world: World, random: Random, operation: string, more: object = {}): Promise<unknown> {
  const existing = world.emulator.admin.services().filter(({ status }) => status !== "DELETED");
  return attempt(world, operation, { ServiceArn: oneOf(existing, random)?.arn, ...more });
}
