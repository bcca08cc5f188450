import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { Import } from "../../src/importing/import-fleet.ts";
import { rehearseWorld } from "../rehearsal/rehearse-world.ts";
import { World } from "../simulation/world.ts";
import { declaredBy, importWorld } from "./import-world.ts";

const account = "111122223333";
const region = "us-east-1";
const arn = (rest: string): string => `arn:aws:apprunner:${region}:${account}:${rest}`;
const minuteMs = 60_000;

let world: World;

beforeEach(() => {
  world = new World();
  world.hasConfigurations = true;
  world.emulator.admin.setSwitches({ serviceQuota: 200 });
});

afterEach(() => {
  world.end();
});

const publicImage = (more: JsonObject = {}): JsonObject => ({
  ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC", ...more },
});

/** A fleet as it has grown: by the console, by the API, with everything that a service can have. */
async function seedFleet(): Promise<void> {
  const { admin } = world.emulator;
  const call = (operation: string, input: object): Promise<JsonObject> => world.callAws(operation, input);
  await call("CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "Web_Scaling", MaxSize: 10 });
  await call("CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "Web_Scaling", MaxSize: 12 });
  await call("CreateObservabilityConfiguration", {
    ObservabilityConfigurationName: "traces",
    TraceConfiguration: { Vendor: "AWSXRAY" },
  });
  const made = (await call("CreateVpcConnector", {
    VpcConnectorName: "shop-vpc",
    Subnets: ["subnet-2", "subnet-1"],
    SecurityGroups: ["sg-1"],
  })) as { readonly VpcConnector: { readonly VpcConnectorArn: string } };
  const { VpcConnectorArn } = made.VpcConnector;
  await call("CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" });
  admin.setConnection("github", "AVAILABLE");
  const { ConnectionSummaryList: connections } = (await call("ListConnections", {})) as {
    readonly ConnectionSummaryList: readonly { readonly ConnectionArn: string }[];
  };
  admin.seed({ ServiceName: "plain", SourceConfiguration: publicImage() });
  admin.seed({ ServiceName: "plain-by-api", MadeByConsole: false, SourceConfiguration: publicImage() });
  admin.seed({ ServiceName: "Paused_One", Status: "PAUSED", SourceConfiguration: publicImage() });
  admin.seed({
    ServiceName: "full",
    SourceConfiguration: {
      AutoDeploymentsEnabled: false,
      AuthenticationConfiguration: { AccessRoleArn: `arn:aws:iam::${account}:role/ecr` },
      ImageRepository: {
        ImageIdentifier: `${account}.dkr.ecr.${region}.amazonaws.com/shop/full:1`,
        ImageRepositoryType: "ECR",
        ImageConfiguration: {
          Port: "9000",
          StartCommand: "node server.js",
          RuntimeEnvironmentVariables: { LOG_LEVEL: "info", "app.name": "full" },
          RuntimeEnvironmentSecrets: { DB: `arn:aws:ssm:${region}:${account}:parameter/db` },
        },
      },
    },
    InstanceConfiguration: { Cpu: "0.5 vCPU", Memory: "1 GB", InstanceRoleArn: `arn:aws:iam::${account}:role/full` },
    HealthCheckConfiguration: { Protocol: "HTTP", Path: "/healthz", Interval: 7 },
    EncryptionConfiguration: { KmsKey: `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab` },
    AutoScalingConfigurationArn: arn("autoscalingconfiguration/Web_Scaling"),
    NetworkConfiguration: {
      EgressConfiguration: { EgressType: "VPC", VpcConnectorArn },
      IngressConfiguration: { IsPubliclyAccessible: false },
      IpAddressType: "DUAL_STACK",
    },
    ObservabilityConfiguration: {
      ObservabilityEnabled: true,
      ObservabilityConfigurationArn: arn("observabilityconfiguration/traces"),
    },
    Tags: [{ Key: "team", Value: "shop" }],
  });
  admin.seed({
    ServiceName: "old-revision",
    SourceConfiguration: publicImage(),
    AutoScalingConfigurationArn: arn("autoscalingconfiguration/Web_Scaling/1"),
  });
  admin.seed({
    ServiceName: "from-code",
    SourceConfiguration: {
      AuthenticationConfiguration: { ConnectionArn: connections[0]?.ConnectionArn ?? "" },
      CodeRepository: {
        RepositoryUrl: "https://github.com/example/shop",
        SourceCodeVersion: { Type: "BRANCH", Value: "main" },
        SourceDirectory: "/web",
        CodeConfiguration: {
          ConfigurationSource: "API",
          CodeConfigurationValues: { Runtime: "NODEJS_18", BuildCommand: "npm ci", StartCommand: "npm start" },
        },
      },
    },
  });
  const services = (await call("ListServices", {})) as {
    readonly ServiceSummaryList: readonly { readonly ServiceName: string; readonly ServiceArn: string }[];
  };
  const arnOf = (name: string): string =>
    services.ServiceSummaryList.find(({ ServiceName }) => ServiceName === name)?.ServiceArn ?? "";
  await call("CreateVpcIngressConnection", {
    ServiceArn: arnOf("full"),
    VpcIngressConnectionName: "full-way",
    IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
  });
  await call("AssociateCustomDomain", {
    ServiceArn: arnOf("plain"),
    DomainName: "*.acme.dev",
    EnableWWWSubdomain: false,
  });
  await call("AssociateCustomDomain", { ServiceArn: arnOf("plain"), DomainName: "acme.dev" });
  for (let number = 1; number <= 25; number++) {
    admin.seed({ ServiceName: `one-of-many-${number}`, SourceConfiguration: publicImage() });
  }
  await world.clock.advance(10 * minuteMs);
}

function specOf({ objects }: Import, kind: string, name: string): JsonObject | undefined {
  const found = objects.find(
    ({ manifest }) => manifest.kind === kind && (manifest["metadata"] as JsonObject)["name"] === name,
  );
  return found?.manifest["spec"] as JsonObject | undefined;
}

describe("an import", () => {
  it("writes manifests that the API server takes, one folder for each service, and makes no call that changes anything", async () => {
    await seedFleet();
    const before = world.emulator.calls().length;
    const imported = await importWorld(world);
    const made = world.emulator.calls().slice(before);
    expect(made.filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))).toEqual([]);
    expect(imported.notes).toEqual([]);
    const checks = new Map(kindDefinitions.map((definition) => [definition.type.kind, manifestChecker(definition)]));
    const problems = imported.objects.flatMap(
      ({ manifest }): readonly unknown[] => checks.get(manifest.kind)?.(manifest) ?? ["no such kind"],
    );
    expect(problems).toEqual([]);
    const files = new Set(imported.objects.map(({ file }) => file));
    expect([...files].filter((file) => !file.startsWith("one-of-many")).toSorted()).toEqual([
      "from-code/service.yaml",
      "full/ingress.yaml",
      "full/service.yaml",
      "old-revision/service.yaml",
      "paused-one/service.yaml",
      "plain-by-api/service.yaml",
      "plain/domains.yaml",
      "plain/service.yaml",
      "shared/autoscalingconfiguration-web-scaling.yaml",
      "shared/connection-github.yaml",
      "shared/observabilityconfiguration-traces.yaml",
      "shared/vpcconnector-shop-vpc.yaml",
    ]);
    expect([...files].filter((file) => file.startsWith("one-of-many"))).toHaveLength(25);
  });

  it("reads like written by a person: no defaults, references for what is imported too, names that Kubernetes takes", async () => {
    await seedFleet();
    const imported = await importWorld(world);
    expect(specOf(imported, "AppRunnerService", "plain-by-api")).toEqual({
      region,
      adoption: { policy: "IfUnowned" },
      sourceConfiguration: {
        imageRepository: { imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", imageRepositoryType: "ECR_PUBLIC" },
      },
    });
    expect(specOf(imported, "AppRunnerService", "paused-one")).toMatchObject({ serviceName: "Paused_One" });
    expect(specOf(imported, "AppRunnerService", "full")).toMatchObject({
      sourceConfiguration: {
        autoDeploymentsEnabled: false,
        imageRepository: { imageConfiguration: { port: 9000, startCommand: "node server.js" } },
      },
      instanceConfiguration: { cpu: "0.5 vCPU", memory: "1 GB" },
      autoScalingConfigurationRef: { name: "web-scaling" },
      networkConfiguration: {
        egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: "shop-vpc" } },
        ingressConfiguration: { isPubliclyAccessible: false },
        ipAddressType: "DUAL_STACK",
      },
      observabilityConfiguration: { observabilityConfigurationRef: { name: "traces" } },
    });
    // What uses an earlier revision keeps it: a reference would move it to the latest.
    expect(specOf(imported, "AppRunnerService", "old-revision")?.["autoScalingConfigurationArn"]).toContain(
      "/Web_Scaling/1/",
    );
    expect(specOf(imported, "AutoScalingConfiguration", "web-scaling")).toMatchObject({
      autoScalingConfigurationName: "Web_Scaling",
      maxSize: 12,
    });
    expect(specOf(imported, "CustomDomain", "wildcard.acme.dev")).toEqual({
      serviceRef: { name: "plain" },
      domainName: "*.acme.dev",
    });
    expect(specOf(imported, "VpcIngressConnection", "full-way")).toMatchObject({ serviceRef: { name: "full" } });
  });

  it("leaves out what failed or is going, which would be made again, and says so", async () => {
    const call = (operation: string, input: object): Promise<JsonObject> => world.callAws(operation, input);
    const NetworkConfiguration = { IngressConfiguration: { IsPubliclyAccessible: false } };
    const open = world.emulator.admin.seed({ ServiceName: "open", SourceConfiguration: publicImage() });
    for (const DomainName of ["shop.example.com", "leaving.dev", "staying.dev"]) {
      await call("AssociateCustomDomain", { ServiceArn: open, DomainName });
    }
    const ways = ["create", "update", "delete"] as const;
    for (const what of ways) {
      const ServiceArn = world.emulator.admin.seed({
        ServiceName: `closed-${what}`,
        SourceConfiguration: publicImage(),
        NetworkConfiguration,
      });
      await call("CreateVpcIngressConnection", {
        ServiceArn,
        VpcIngressConnectionName: `way-${what}`,
        IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: what === "update" ? "vpce-1" : `vpce-fail-${what}` },
      });
    }
    await world.clock.advance(10 * minuteMs);
    const { VpcIngressConnectionSummaryList: made } = (await call("ListVpcIngressConnections", {})) as {
      readonly VpcIngressConnectionSummaryList: readonly { readonly VpcIngressConnectionArn: string }[];
    };
    const arnOf = (name: string): string =>
      made.find((each) => each.VpcIngressConnectionArn.includes(name))?.VpcIngressConnectionArn ?? "";
    await call("UpdateVpcIngressConnection", {
      VpcIngressConnectionArn: arnOf("way-update"),
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-fail-update" },
    });
    await call("DeleteVpcIngressConnection", { VpcIngressConnectionArn: arnOf("way-delete") });
    await world.clock.advance(10 * minuteMs);
    await call("DisassociateCustomDomain", { ServiceArn: open, DomainName: "leaving.dev" });

    const imported = await importWorld(world);
    const { calls } = await rehearseWorld(world, declaredBy(imported));
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);
    expect(imported.notes.map((note) => note.replace(/;.*/, "")).toSorted()).toEqual([
      "VPC ingress connection way-create: left out, since App Runner reports FAILED_CREATION",
      "VPC ingress connection way-delete: left out, since App Runner reports FAILED_DELETION",
      "domain leaving.dev: left out, since App Runner reports DELETING",
      "domain shop.example.com: left out, since App Runner reports CREATE_FAILED",
    ]);
    const kinds = imported.objects.map(({ manifest }) => manifest.kind);
    expect(kinds.filter((kind) => kind !== "AppRunnerService")).toEqual(["VpcIngressConnection", "CustomDomain"]);
    expect(kinds).toHaveLength(6);
  });

  it("adopts without a change: a plan has nothing but tags, and so does the operator", async () => {
    await seedFleet();
    const manifests = declaredBy(await importWorld(world));
    const { calls, refused } = await rehearseWorld(world, manifests);
    expect(refused).toEqual([]);
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);

    for (const { kind, metadata, spec } of manifests) {
      const definition = kindDefinitions.find(({ type }) => type.kind === kind);
      if (definition !== undefined) world.applyKind(definition.type, metadata.name, spec as JsonObject);
    }
    world.start();
    await world.clock.advance(60 * minuteMs);
    expect(Object.keys(world.mutations())).toEqual(["TagResource"]);
    expect(world.get("full")?.status).toMatchObject({ origin: "adopted", deletionPolicy: "Retain" });
    expect(world.get("old-revision")?.status?.origin).toBe("adopted");
  });

  it.each(["configmap", "omit"] as const)(
    "adopts without a change also where variables are moved: %s",
    async (variables) => {
      await seedFleet();
      const imported = await importWorld(world, { variables: variables });
      const maps = imported.objects.filter(({ manifest }) => manifest.kind === "ConfigMap");
      expect(maps.map(({ file, manifest }) => [file, manifest["data"]])).toEqual(
        variables === "omit" ? [] : [["full/variables.yaml", { LOG_LEVEL: "info", "app.name": "full" }]],
      );
      const configMapType = { group: "", version: "v1", plural: "configmaps", kind: "ConfigMap", namespaced: true };
      for (const { manifest } of imported.objects) {
        const type =
          kindDefinitions.find((definition) => definition.type.kind === manifest.kind)?.type ?? configMapType;
        const { name } = manifest["metadata"] as { readonly name: string };
        world.kube.seed(type, "default", { ...manifest, metadata: { name }, status: { observedGeneration: -1 } });
      }
      expect(JSON.stringify(specOf(imported, "AppRunnerService", "full"))).not.toContain("LOG_LEVEL");
      world.start();
      await world.clock.advance(60 * minuteMs);
      expect(Object.keys(world.mutations())).toEqual(["TagResource"]);
      expect(world.get("full")?.status?.origin).toBe("adopted");
    },
  );

  it("goes on without what it may not read or is gone meanwhile, keeps its ARNs, and says what AWS said", async () => {
    await seedFleet();
    const code = "AccessDeniedException";
    const refuse = (operation: string, more: JsonObject = {}): void =>
      world.emulator.admin.inject({ when: "before", answer: "error", code, httpStatus: 400, operation, ...more });
    // The services are read from the newest to the oldest, in the order of the list.
    refuse("DescribeService", { message: "no right to describe one-of-many-25" });
    refuse("DescribeService", { code: "ResourceNotFoundException" });
    refuse("ListVpcConnectors", { message: "no right to list" });
    refuse("DescribeObservabilityConfiguration", { message: "no right to describe traces" });
    refuse("DescribeCustomDomains", { message: "no right to see domains" });
    refuse("DescribeVpcIngressConnection", { message: "no right to describe full-way" });
    const imported = await importWorld(world);
    const leftOut = "left out, since AWS does not let it be read";
    expect(imported.notes).toEqual([
      `service one-of-many-25: ${leftOut}: DescribeService: no right to describe one-of-many-25`,
      `domains of service one-of-many-23: ${leftOut}: DescribeCustomDomains: no right to see domains`,
      `observability configuration traces: ${leftOut}: DescribeObservabilityConfiguration: no right to describe traces`,
      `VPC connectors: ${leftOut}: ListVpcConnectors: no right to list`,
      `VPC ingress connection full-way: ${leftOut}: DescribeVpcIngressConnection: no right to describe full-way`,
    ]);
    expect(imported.unread).toBe(5);
    expect(specOf(imported, "AppRunnerService", "one-of-many-24")).toBeUndefined();
    expect(specOf(imported, "AppRunnerService", "full")).toMatchObject({
      autoScalingConfigurationRef: { name: "web-scaling" },
      networkConfiguration: {
        egressConfiguration: { vpcConnectorArn: expect.stringContaining(":vpcconnector/shop-vpc/1/") as string },
      },
      observabilityConfiguration: {
        observabilityConfigurationArn: expect.stringContaining(":observabilityconfiguration/traces/1/") as string,
      },
    });
    const { calls } = await rehearseWorld(world, declaredBy(imported));
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);
  });

  it("lists nothing that no service refers to", async () => {
    world.emulator.admin.seed({ ServiceName: "plain", SourceConfiguration: publicImage() });
    const before = world.emulator.calls().length;
    await importWorld(world);
    const made = world.emulator.calls().slice(before);
    expect(made.map(({ operation }) => operation)).toEqual([
      "GetCallerIdentity",
      "ListServices",
      "ListTagsForResource",
      "DescribeService",
      "DescribeCustomDomains",
      "ListVpcIngressConnections",
    ]);
  });

  it("takes services by name and by tag", async () => {
    await seedFleet();
    const named = await importWorld(world, {
      filter: { hasName: (name) => name.startsWith("plain"), hasTags: undefined },
    });
    expect(named.objects.filter(({ manifest }) => manifest.kind === "AppRunnerService")).toHaveLength(2);
    const tagged = await importWorld(world, {
      filter: { hasName: () => true, hasTags: (tags) => tags.get("team") === "shop" },
    });
    expect(tagged.objects.map(({ file }) => file).filter((file) => file.endsWith("service.yaml"))).toEqual([
      "full/service.yaml",
    ]);
  });

  it("leaves out what is somebody else's, or failed, and says so", async () => {
    const { admin } = world.emulator;
    admin.seed({ ServiceName: "failed", Status: "CREATE_FAILED", SourceConfiguration: publicImage() });
    admin.seed({
      ServiceName: "owned",
      SourceConfiguration: publicImage(),
      Tags: [{ Key: "copilot-application", Value: "shop" }],
    });
    const { objects, notes } = await importWorld(world);
    expect(objects).toEqual([]);
    expect(notes).toEqual([
      "service failed: left out, since App Runner reports CREATE_FAILED; repair or delete it first",
      expect.stringMatching(/^service owned: left out, since it belongs to copilot\/shop; to take it over/) as string,
    ]);
  });
});
