import { Registry } from "prom-client";
import { beforeAll, describe, expect, it } from "vitest";
import type { AppRunnerOperation } from "../../src/aws/port.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { appRunnerServiceKind } from "../../src/controllers/app-runner-service/kind.ts";
import { createTelemetry } from "../../src/telemetry/create-telemetry.ts";
import { fanOut } from "../../src/telemetry/fan-out.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;

/** What must not be found anywhere, each recognisable by its beginning. */
const canary = {
  variable: "canary-variable-5d1f",
  quoted: 'canary "quoted" {"5d1f": \'x\'}',
  secret: "arn:aws:secretsmanager:us-east-1:111122223333:secret:canary-secret-5d1f-AbCdEf",
  parameter: "/canary/parameter/5d1f",
  startCommand: "canary-start --token=5d1f",
  buildCommand: "canary-build --token=5d1f",
  fromConsole: "canary-of-the-console-5d1f",
} as const;
const values: readonly string[] = Object.values(canary);

const environment: JsonObject = {
  startCommand: canary.startCommand,
  runtimeEnvironmentVariables: { PLAIN: canary.variable, QUOTED: canary.quoted },
  runtimeEnvironmentSecrets: { SECRET: canary.secret, PARAMETER: canary.parameter },
};
const instanceConfiguration = { instanceRoleArn: "arn:aws:iam::111122223333:role/shop" };

function imageSpec(tag: string): JsonObject {
  return {
    instanceConfiguration,
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${tag}`,
        imageRepositoryType: "ECR_PUBLIC",
        imageConfiguration: environment,
      },
    },
  };
}

function codeSpec(branch: string): JsonObject {
  return {
    instanceConfiguration,
    sourceConfiguration: {
      authenticationConfiguration: {
        connectionArn: `arn:aws:apprunner:us-east-1:111122223333:connection/github/${"0".repeat(32)}`,
      },
      codeRepository: {
        repositoryUrl: "https://github.com/example/shop",
        sourceCodeVersion: { type: "BRANCH", value: branch },
        codeConfiguration: {
          configurationSource: "API",
          codeConfigurationValues: { ...environment, runtime: "NODEJS_22", buildCommand: canary.buildCommand },
        },
      },
    },
  };
}

const sources = [
  { source: "an image", spec: imageSpec },
  { source: "code", spec: codeSpec },
] as const;

/** How AWS cites what it was sent: in its own notation, in JSON, cut off, or as a service of it does. */
const citations: readonly ((value: string) => string)[] = [
  (value) =>
    `1 validation error detected: Value '{KEY=${value}}' at 'sourceConfiguration' failed to satisfy constraint`,
  (value) => `Invalid value: ${JSON.stringify({ KEY: value })}`,
  (value) => `Cannot use ${value.slice(0, 14)}`,
];

/** One error of each class, as the error table has them. */
const codes = [
  "InvalidRequestException",
  "InvalidStateException",
  "ResourceNotFoundException",
  "ServiceQuotaExceededException",
  "ThrottlingException",
  "AccessDeniedException",
  "ExpiredTokenException",
  "InternalServiceErrorException",
  "ValidationException",
  "SomethingUnheardOf",
] as const;

/** The calls that are about configurations, connectors, connections and domains, which hold nothing that is sensitive. */
type HarmlessOperation = Extract<
  AppRunnerOperation,
  `${string}${"Configuration" | "Connect" | "CustomDomain"}${string}`
>;

/** Every other call of App Runner that the operator makes, by the compiler's word. */
const allOperations: readonly string[] = Object.keys({
  CreateService: true,
  DeleteService: true,
  DescribeService: true,
  ListOperations: true,
  ListServices: true,
  ListTagsForResource: true,
  PauseService: true,
  ResumeService: true,
  StartDeployment: true,
  TagResource: true,
  UntagResource: true,
  UpdateService: true,
} satisfies Record<Exclude<AppRunnerOperation, HarmlessOperation>, true>);

/** Asks for a retry and a fresh look at AWS. */
async function lookAgain(world: World, occasion: string): Promise<void> {
  await world.annotate(shop, "retry-requested-at", occasion);
  await world.annotate(shop, "reconcile-requested-at", occasion);
}

/** A world whose operator tells everything: to the record, to the log at its finest, and to the metrics. */
function listeningWorld(): { readonly world: World; readonly everything: () => Promise<readonly string[]> } {
  const world = new World();
  world.listens = true;
  const lines: string[] = [];
  const registry = new Registry();
  const logger = createLogger({
    level: "debug",
    format: "json",
    destination: { write: (line) => void lines.push(line) },
    clock: world.clock,
  });
  world.logger = logger;
  const telemetry = createTelemetry({ logger, registry, leaseName: "lease", version: "test" });
  const controller = telemetry.controller("apprunnerservice");
  const queue = telemetry.queue("apprunnerservice");
  world.observers = (recording) => ({
    ...recording,
    aws: fanOut(
      { callEnded: true, backedOff: true, sweepEnded: true, identityKnown: true },
      recording.aws,
      telemetry.aws,
    ),
    reflector: fanOut({ listed: true, failed: true, handlerFailed: true }, recording.reflector, telemetry.reflector),
    controller: fanOut(
      { started: true, reconcileStarted: true, reconcileFinished: true, reconcileTimedOut: true, stopped: true },
      recording.controller,
      controller,
    ),
    queue,
  });
  return {
    world,
    everything: async () => {
      const objects = world.written.map(({ metadata, status }) => JSON.stringify({ metadata, status }));
      const events = world.kube.calls
        .filter(({ resource }) => resource === "events")
        .map((call) => JSON.stringify(call));
      return [...world.told.heard, ...lines, ...objects, ...events, await registry.metrics()];
    },
  };
}

/** The texts in which a canary, or the beginning of one, is to be found. */
function leaks(texts: readonly string[]): readonly string[] {
  const needles = values.flatMap((value) => [value.slice(0, 14), JSON.stringify(value).slice(1, 15)]);
  return texts.filter((text) => needles.some((needle) => text.includes(needle)));
}

describe("invariant 7: no value, secret or command is told anywhere", () => {
  beforeAll(warmUp);

  let examined = 0;

  async function expectNoLeak(everything: () => Promise<readonly string[]>): Promise<void> {
    const texts = await everything();
    examined += texts.length;
    expect(texts.length).toBeGreaterThan(10);
    expect(leaks(texts)).toEqual([]);
  }

  it("the search finds a canary that is there", () => {
    for (const value of values) {
      expect(leaks([`x ${value} y`])).toHaveLength(1);
      expect(leaks([JSON.stringify({ value })])).toHaveLength(1);
    }
  });

  describe.each(sources)("of a service from $source", ({ spec }) => {
    it("through its whole life: created, updated, rolled back, drifted, retried, deleted", async () => {
      const { world, everything } = listeningWorld();
      world.start();
      world.apply(shop, spec("1"));
      await world.until(shop, "Running");
      await world.edit(shop, { spec: spec("fail-start") });
      await world.until(shop, "UpdateFailed");
      await world.annotate(shop, "retry-requested-at", "1");
      await world.edit(shop, { spec: spec("2") });
      await world.until(shop, "Running");
      await world.edit(shop, { spec: { managementPolicy: "ReportDrift" } });
      await world.until(shop, "Running");
      await changeByConsole(world);
      await world.until(shop, "Drifted");
      await world.edit(shop, { spec: { managementPolicy: null } });
      await world.until(shop, "Running");
      await world.delete(shop);
      await world.untilGone(shop);
      await expectNoLeak(everything);
    });

    it("when its creation failed, and when it is found to differ", async () => {
      const { world, everything } = listeningWorld();
      world.start();
      world.apply(shop, spec("fail-start"));
      await world.until(shop, "CreateFailed");
      await world.edit(shop, { spec: { adoption: { policy: "IfUnowned" } } });
      await expectNoLeak(everything);
    });

    it.each(codes)("through %s, whatever call it answers", async (code) => {
      const { world, everything } = listeningWorld();
      world.start();
      const sent = values.filter((value) => JSON.stringify(spec("1")).includes(JSON.stringify(value)));
      const cited = new Set<string>();
      const cite = async (operation: AppRunnerOperation, act: () => Promise<unknown>): Promise<void> => {
        for (const [index, citation] of citations.entries()) {
          const message = sent.map(citation).join("; ");
          world.emulator.admin.inject({ operation, when: "before", answer: "error", code, message });
          if (index === 0) await act();
          else if (world.get(shop) !== undefined) await lookAgain(world, `${operation} ${index}`);
          await world.clock.advance(2 * minuteMs);
        }
        const isCited = ({
          operation: name,
          errorCode,
        }: {
          operation: string;
          errorCode?: string | undefined;
        }): boolean => name === operation && errorCode === code;
        if (world.emulator.calls().some(isCited)) cited.add(operation);
        world.emulator.admin.clearInjections();
        if (world.get(shop) !== undefined) await lookAgain(world, operation);
        await world.clock.advance(7 * minuteMs);
      };
      const edit = (change: JsonObject) => () => world.edit(shop, { spec: change });
      await cite("CreateService", async () => void world.apply(shop, spec("1")));
      await world.until(shop, "Running");
      await cite("UpdateService", edit(spec("2")));
      await cite("ListOperations", edit(spec("3")));
      await cite("ListServices", async () => undefined);
      await cite("DescribeService", () => lookAgain(world, "1"));
      await cite("ListTagsForResource", () => lookAgain(world, "2"));
      await cite("StartDeployment", edit({ deploymentToken: "t1" }));
      await cite("TagResource", edit({ tags: [{ key: "a", value: "b" }] }));
      await cite("UntagResource", edit({ tags: [] }));
      await cite("PauseService", edit({ desiredState: "Paused" }));
      await world.until(shop, "Paused");
      await cite("ResumeService", edit({ desiredState: "Running" }));
      await world.until(shop, "Running");
      await cite("DeleteService", () => world.delete(shop));
      expect([...cited].toSorted()).toEqual(allOperations);
      await expectNoLeak(everything);
    });

    it("through a defect of the operator's own", async () => {
      const { world, everything } = listeningWorld();
      world.kind = {
        ...appRunnerServiceKind,
        plan: (input) => {
          throw new TypeError(`cannot read ${JSON.stringify(input.resource.spec)}`, { cause: input.resource.spec });
        },
      };
      world.start();
      world.apply(shop, spec("1"));
      await world.clock.advance(10 * minuteMs);
      expect(world.told.defects.length).toBeGreaterThan(0);
      expect(world.told.defects[0]).toContain("TypeError");
      await expectNoLeak(everything);
    });
  });

  it("and much was looked at", () => {
    console.log(
      `canary: ${examined} log lines, records, statuses and metrics pages searched for ${values.length} values`,
    );
    expect(examined).toBeGreaterThan(5000);
  });
});

/** Somebody sets a variable in the console, of an image or of code. */
async function changeByConsole(world: World): Promise<void> {
  const ServiceArn = world.get(shop)?.status?.arn;
  const { Service } = (await world.callAws("DescribeService", { ServiceArn })) as {
    Service: { SourceConfiguration: JsonObject };
  };
  const text = JSON.stringify(Service.SourceConfiguration).replace(canary.variable, canary.fromConsole);
  await world.callAws("UpdateService", { ServiceArn, SourceConfiguration: JSON.parse(text) as JsonObject });
}
