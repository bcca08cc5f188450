import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { connectionType } from "../../src/api/connection.ts";
import { customDomainType } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { consoleSpec, imageSpec, seedByConsole, shop } from "./scenarios.ts";
import { World } from "./world.ts";

/** A status that a run of the engine came to: why, and the object that carries it. */
export interface Reached {
  readonly reason: Reason;
  readonly object: ManagedResource;
}

/** What brings an object to each reason. The run ends when it is reached. */
const ways: Readonly<Record<Reason, (world: World) => Promise<unknown>>> = {
  Running: (world) => running(world),
  Available: async (world) => {
    world.start();
    world.applyKind(autoScalingConfigurationType, scaling, {});
  },
  Paused: (world) => applied(world, imageSpec("1", { desiredState: "Paused" })),
  Drifted: async (world) => {
    await running(world, imageSpec("1", { managementPolicy: "ReportDrift" }));
    await updateElsewhere(world);
  },
  Creating: (world) => applied(world, imageSpec("1")),
  Updating: (world) => edited(world, imageSpec("2")),
  Deploying: (world) => edited(world, { deploymentToken: "t1" }),
  Pausing: (world) => edited(world, { desiredState: "Paused" }),
  Resuming: async (world) => {
    await applied(world, imageSpec("1", { desiredState: "Paused" }));
    await world.until(shop, "Paused");
    await world.edit(shop, { spec: { desiredState: "Running" } });
  },
  Deleting: async (world) => {
    await running(world);
    await world.delete(shop);
  },
  Adopting: async (world) => {
    seedByConsole(world);
    await applied(world, { ...consoleSpec, adoption: { policy: "IfUnowned" } });
  },
  Recreating: (world) => applied(world, imageSpec("fail-start", { createFailurePolicy: "Recreate" })),
  WaitingForOperation: async (world) => {
    await running(world);
    world.emulator.admin.maintenance(shop);
    await world.edit(shop, { spec: imageSpec("2") });
  },
  WaitingForRole: (world) => applied(world, privateSpec("fresh")),
  WaitingForReference: (world) => applied(world, imageSpec("1", scaled)),
  WaitingForHandshake: async (world) => {
    world.start();
    world.applyKind(connectionType, "github", { providerType: "GITHUB" });
  },
  WaitingForDns: async (world) => {
    await running(world);
    world.applyKind(customDomainType, "shop-domain", { serviceRef: { name: shop }, domainName: "shop.acme.dev" });
  },
  WaitingForUsers: async (world) => {
    await runningScaled(world);
    await world.deleteKind(autoScalingConfigurationType, scaling);
  },
  RollingOut: async (world) => {
    await runningScaled(world);
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 50 } });
  },
  NotFound: (world) => applied(world, imageSpec("1", { managementPolicy: "Observe" })),
  ForeignOperation: async (world) => {
    await running(world);
    world.emulator.admin.maintenance(shop);
  },
  CreateFailed: (world) => applied(world, imageSpec("fail-start")),
  UpdateFailed: (world) => edited(world, imageSpec("fail-start")),
  UpdateIneffective: async (world) => {
    await running(world);
    world.emulator.admin.setSwitches({ ipAddressTypeEchoed: false });
    await world.edit(shop, { spec: { networkConfiguration: { ipAddressType: "DUAL_STACK" } } });
  },
  RolloutStopped: async (world) => {
    await runningScaled(world);
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 50 } });
    await world.edit(shop, { spec: imageSpec("fail-start") });
  },
  ConnectionBroken: async (world) => {
    world.start();
    world.applyKind(connectionType, "github", { providerType: "GITHUB" });
    await world.untilKind(connectionType, "github", "WaitingForHandshake");
    world.emulator.admin.setConnection("github", "ERROR");
  },
  DeploymentFailed: async (world) => {
    await running(world, imageSpec("fail-deploy"));
    await world.edit(shop, { spec: { deploymentToken: "t1" } });
  },
  PauseFailed: (world) => applied(world, imageSpec("fail-pause", { desiredState: "Paused" })),
  ResumeFailed: async (world) => {
    await applied(world, imageSpec("fail-resume", { desiredState: "Paused" }));
    await world.until(shop, "Paused");
    await world.edit(shop, { spec: { desiredState: "Running" } });
  },
  DeleteFailed: async (world) => {
    await running(world, imageSpec("fail-delete-once"));
    await world.delete(shop);
  },
  OperationStuck: (world) => applied(world, imageSpec("stuck")),
  DeletedElsewhere: async (world) => {
    await running(world, imageSpec("1", { managementPolicy: "ReportDrift" }));
    await world.callAws("DeleteService", { ServiceArn: world.get(shop)?.status?.arn });
  },
  ImmutableDiffers: async (world) => {
    seedByConsole(world);
    const encryptionConfiguration = {
      kmsKey: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    };
    const adoption = { policy: "IfUnowned", onDifference: "Apply" };
    await applied(world, { ...consoleSpec, adoption, encryptionConfiguration });
  },
  AdoptionDiffers: async (world) => {
    seedByConsole(world);
    await applied(world, imageSpec("2", { adoption: { policy: "IfUnowned" } }));
  },
  AlreadyExists: async (world) => {
    seedByConsole(world);
    await applied(world, imageSpec("1"));
  },
  OwnershipConflict: async (world) => {
    seedByConsole(world, { Tags: [{ Key: "aws:cloudformation:stack-name", Value: "shop" }] });
    await applied(world, imageSpec("1"));
  },
  AdoptionTargetMissing: (world) => {
    const arn = `arn:aws:apprunner:us-east-1:111122223333:service/shop/${"0".repeat(32)}`;
    return applied(world, imageSpec("1", { adoption: { policy: "IfUnowned", arn } }));
  },
  IdentityChanged: (world) => edited(world, { region: "eu-west-1" }),
  NotGranted: (world) => applied(world, imageSpec("1", { awsAccountRef: { name: "production" } })),
  RegionMissing: (world) => {
    world.defaultRegion = undefined;
    return applied(world, imageSpec("1"));
  },
  Rejected: (world) => {
    const message = "Environment variable names that start with AWSAPPRUNNER are reserved.";
    refuse(world, "CreateService", "InvalidRequestException", message);
    return applied(world, imageSpec("1"));
  },
  QuotaExceeded: (world) => {
    world.emulator.admin.setSwitches({ serviceQuota: 0 });
    return applied(world, imageSpec("1"));
  },
  AccessDenied: (world) => {
    world.emulator.admin.setSwitches({ closedAccount: true });
    return applied(world, imageSpec("1"));
  },
  RoleNotAssumable: (world) => applied(world, privateSpec("not-assumable")),
  CredentialsInvalid: (world) => {
    const message = "The security token included in the request is invalid.";
    refuse(world, "GetCallerIdentity", "InvalidClientTokenId", message);
    return applied(world, imageSpec("1"));
  },
  DeletionBlocked: async (world) => {
    await running(world);
    const message = `You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE. Service Arn: ${String(world.get(shop)?.status?.arn)}`;
    refuse(world, "DeleteService", "InvalidStateException", message);
    await world.delete(shop);
  },
  Throttled: (world) => {
    refuse(world, "CreateService", "ThrottlingException", "Rate exceeded");
    return applied(world, imageSpec("1"));
  },
  AwsUnavailable: async (world) => {
    await running(world);
    world.emulator.admin.inject({ operation: "DescribeService", when: "before", answer: "malformed" });
    await world.annotate(shop, "reconcile-requested-at", "now");
  },
  InternalError: (world) => {
    world.kind = {
      ...world.kind,
      plan: () => {
        throw new Error("a defect that was planted");
      },
    };
    return applied(world, imageSpec("1"));
  },
  Suspended: (world) => edited(world, { suspend: true }),
};

/**
 * Runs the engine to every reason that it has, each in a world of its own. Rejects when one is not reached. The objects
 * are whole, as a client would read them.
 */
export async function reachAllReasons(): Promise<readonly Reached[]> {
  const reached: Reached[] = [];
  for (const reason of Object.keys(ways) as Reason[]) reached.push((await reach(reason)).reached);
  return reached;
}

/** Runs the engine to one reason. The world is left as it was at that moment. */
export async function reach(reason: Reason): Promise<{ readonly reached: Reached; readonly world: World }> {
  const world = new World();
  world.hasConfigurations = true;
  await ways[reason](world);
  const found = (): Reached | undefined => world.told.outcomes.find((outcome) => outcome.reason === reason);
  await world.untilTrue(`the reason is ${reason}`, () => found() !== undefined);
  world.end();
  const reached = found();
  if (reached === undefined) throw new Error(`${reason} was not reached`);
  return { reached, world };
}

function privateSpec(role: string): JsonObject {
  return {
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
        imageRepositoryType: "ECR",
      },
      authenticationConfiguration: { accessRoleArn: `arn:aws:iam::111122223333:role/${role}` },
    },
  };
}

/** The next call of that operation gets this error. */
function refuse(world: World, operation: string, code: string, message: string): void {
  world.emulator.admin.inject({ operation, when: "before", answer: "error", code, message });
}

async function applied(world: World, spec: JsonObject): Promise<void> {
  world.start();
  world.apply(shop, spec);
}

async function running(world: World, spec: JsonObject = imageSpec("1")): Promise<void> {
  await applied(world, spec);
  await world.until(shop, "Running");
}

const scaling = "shared-scaling";
const scaled = { autoScalingConfigurationRef: { name: scaling } };

/** The service runs with a configuration that it refers to. */
async function runningScaled(world: World): Promise<void> {
  await applied(world, imageSpec("1", scaled));
  world.applyKind(autoScalingConfigurationType, scaling, {});
  await world.until(shop, "Running");
}

async function edited(world: World, spec: JsonObject): Promise<void> {
  await running(world);
  await world.edit(shop, { spec });
}

/** Another image is deployed from the console. */
async function updateElsewhere(world: World): Promise<void> {
  const ImageRepository = { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:9", ImageRepositoryType: "ECR_PUBLIC" };
  const ServiceArn = world.get(shop)?.status?.arn;
  await world.callAws("UpdateService", { ServiceArn, SourceConfiguration: { ImageRepository } });
}
