import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { type AppRunnerService, appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { type AwsAccount, awsAccountType } from "../../src/api/aws-account.ts";
import { customDomainType } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { consoleSpec, imageSpec, seedByConsole, shop } from "./scenarios.ts";
import { World } from "./world.ts";

const own = "111122223333";
const other = "444455556666";
const role = `arn:aws:iam::${other}:role/apprunner`;
const everything = {
  namespaces: { names: ["*"] },
  passRoles: ["*"],
  allow: ["Adopt", "RawArns", "AccountDefaults"],
  domains: ["*"],
};
const minuteMs = 60_000;

let world: World;

beforeEach(() => {
  world = new World();
});

afterEach(() => {
  world.end();
});

function account(name: string, spec: JsonObject): void {
  world.kube.seed(awsAccountType, undefined, { metadata: { name }, spec, status: { observedGeneration: -1 } });
}

function accountNow(name: string): AwsAccount | undefined {
  return world.kube.peek<AwsAccount>(awsAccountType, { name });
}

async function editAccount(name: string, spec: JsonObject): Promise<void> {
  await world.kube.patch(awsAccountType, { name }, { type: "merge", body: { spec } });
}

function readyOf(name: string): JsonObject | undefined {
  const ready = accountNow(name)?.status?.conditions?.find(({ type }) => type === "Ready");
  return ready && { status: ready.status, reason: ready.reason, message: ready.message };
}

/** The message of an object's Ready. */
function messageOf(name: string): string {
  return world.get(name)?.status?.conditions?.find(({ type }) => type === "Ready")?.message ?? "";
}

describe("an AwsAccount", () => {
  it("has its objects made in the account of its role, and says who acts there, for whom, and what is used", async () => {
    account("production", { assumeRoles: [{ roleArn: role }], region: "eu-west-1", grants: [everything] });
    world.apply(shop, imageSpec("1", { awsAccountRef: { name: "production" } }));
    world.start();
    await world.until(shop, "Running");
    expect(world.get(shop)?.status).toMatchObject({ account: other, region: "eu-west-1" });
    expect(world.get(shop)?.status?.arn).toContain(`:eu-west-1:${other}:service/`);
    const used = (): number | undefined =>
      accountNow("production")?.status?.usage?.find(({ resource }) => resource === "services")?.used;
    await world.untilTrue("the account tells its use", () => used() === 1);
    expect(accountNow("production")?.status).toMatchObject({
      account: other,
      region: "eu-west-1",
      arn: `arn:aws:sts::${other}:assumed-role/apprunner/apprunner-operator`,
      users: 1,
      namespaces: 1,
    });
    expect(accountNow("production")?.status?.usage).toContainEqual({
      region: "eu-west-1",
      resource: "services",
      used: 1,
      quota: 30,
    });
    expect(readyOf("production")).toMatchObject({ status: "True", reason: "Available" });
  });

  it("is used by objects that name none when its name is default, and nobody falls back behind it", async () => {
    account("default", { assumeRoles: [{ roleArn: role }], grants: [{ namespaces: { names: ["blog"] } }] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "NotGranted");
    expect(world.calls()["CreateService"]).toBeUndefined();
    expect(messageOf(shop)).toContain("there is no AwsAccount `default` that this namespace may use");
    await editAccount("default", { grants: [{ namespaces: { names: ["default"] } }] });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.account).toBe(other);
  });

  it("is reached over a chain of roles, with external id, session name and tags", async () => {
    const first = { roleArn: `arn:aws:iam::${own}:role/hub`, sessionName: "hub" };
    const second = {
      roleArn: `arn:aws:iam::${other}:role/external-id-s3cret`,
      externalId: "s3cret",
      sessionName: "spoke",
      sessionTags: [{ key: "team", value: "shop" }],
    };
    account("default", { assumeRoles: [first, second], grants: [everything] });
    world.start();
    await world.untilTrue("it is ready", () => readyOf("default")?.["status"] === "True");
    expect(accountNow("default")?.status?.arn).toBe(`arn:aws:sts::${other}:assumed-role/external-id-s3cret/spoke`);
    const { AssumeRole: assumed } = world.calls();
    expect(assumed).toBe(2);
  });

  it("tells when its role cannot be assumed, asks seldom, and goes on by itself when the role was mended", async () => {
    account("default", {
      assumeRoles: [{ roleArn: `arn:aws:iam::${other}:role/external-id-one` }],
      grants: [everything],
    });
    for (let number = 0; number < 20; number++) world.apply(`service-${number}`, imageSpec("1"));
    world.start();
    await world.until("service-0", "CredentialsInvalid");
    await world.untilTrue("the account says so", () => readyOf("default")?.["reason"] === "CredentialsInvalid");
    expect(readyOf("default")?.["message"]).toContain("sts:AssumeRole");
    await world.clock.advance(10 * minuteMs);
    expect(world.calls()["AssumeRole"]).toBeLessThan(40);
    await editAccount("default", {
      assumeRoles: [{ roleArn: `arn:aws:iam::${other}:role/external-id-one`, externalId: "one" }],
    });
    await world.untilTrue("the account is well", () => readyOf("default")?.["status"] === "True");
    await world.until("service-0", "Running");
  });

  it("gives its tags and policies to objects that have none of their own", async () => {
    account("default", {
      defaults: {
        tags: [
          { key: "owner", value: "platform" },
          { key: "env", value: "prod" },
        ],
        deletionPolicy: "Retain",
      },
      grants: [everything],
    });
    world.apply(shop, imageSpec("1", { tags: [{ key: "env", value: "test" }] }));
    world.start();
    await world.until(shop, "Running");
    const { arn = "" } = world.get(shop)?.status ?? {};
    const { Tags: tags } = await world.callAws("ListTagsForResource", { ResourceArn: arn });
    expect(tags).toEqual(
      expect.arrayContaining([
        { Key: "owner", Value: "platform" },
        { Key: "env", Value: "test" },
      ]),
    );
    expect(world.get(shop)?.status?.deletionPolicy).toBe("Retain");
    await world.delete(shop);
    await world.untilGone(shop);
    expect(world.mutations()["DeleteService"]).toBeUndefined();
    await editAccount("default", { defaults: { tags: [{ key: "owner", value: "shop" }] } });
  });

  it("reaches objects with a changed default tag without being asked again", async () => {
    account("default", { defaults: { tags: [{ key: "owner", value: "a" }] }, grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await editAccount("default", { defaults: { tags: [{ key: "owner", value: "b" }] } });
    const { arn = "" } = world.get(shop)?.status ?? {};
    await world.clock.advance(minuteMs);
    const { Tags: tags } = await world.callAws("ListTagsForResource", { ResourceArn: arn });
    expect(tags).toContainEqual({ Key: "owner", Value: "b" });
    expect(world.mutations()["UpdateService"]).toBeUndefined();
  });

  it("stays while objects use it, names them, and goes after the last", async () => {
    account("default", { grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await world.kube.delete(awsAccountType, { name: "default" });
    await world.untilTrue("it waits", () => readyOf("default")?.["reason"] === "WaitingForUsers");
    expect(readyOf("default")?.["message"]).toBe(`it is still used by AppRunnerService default/${shop}`);
    world.apply("late", imageSpec("1"));
    await world.until("late", "NotGranted");
    expect(messageOf("late")).toContain("the AwsAccount default is being deleted");
    await world.delete("late");
    await world.delete(shop);
    await world.untilGone(shop);
    await world.untilTrue("it is gone", () => accountNow("default") === undefined);
  });

  it("is not silently left: objects that it moves to another account do nothing there", async () => {
    account("default", { assumeRoles: [{ roleArn: role }], grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await editAccount("default", { assumeRoles: [{ roleArn: "arn:aws:iam::777788889999:role/apprunner" }] });
    await world.until(shop, "IdentityChanged");
    expect(world.mutations()).toEqual({ AssumeRole: 2, CreateService: 1 });
    await editAccount("default", { assumeRoles: [{ roleArn: role }] });
    await world.until(shop, "Running");
  });

  it("costs nothing but a few lists an hour while nothing changes", async () => {
    account("default", { grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await world.clock.advance(10 * minuteMs);
    const before = { calls: world.calls(), writes: world.kube.calls.filter(({ verb }) => verb === "patch").length };
    await world.clock.advance(5 * 60 * minuteMs);
    const after = world.calls();
    for (const operation of ["ListConnections", "ListVpcConnectors", "ListAutoScalingConfigurations"]) {
      expect((after[operation] ?? 0) - (before.calls[operation] ?? 0), operation).toBeLessThanOrEqual(6);
    }
    expect(after["GetCallerIdentity"]).toBe(before.calls["GetCallerIdentity"]);
    expect(world.kube.calls.filter(({ verb }) => verb === "patch")).toHaveLength(before.writes);
  });
});

describe("two AwsAccounts for one account of AWS", () => {
  const readyReason = (namespace: string): string | undefined =>
    world.kube
      .peek<AppRunnerService>(appRunnerServiceType, { namespace, name: shop })
      ?.status?.conditions?.find(({ type }) => type === "Ready")?.reason;

  it("do not give two objects one service, and each goes on with its own", async () => {
    for (const name of ["green", "blue"]) {
      account(name, { assumeRoles: [{ roleArn: `arn:aws:iam::${other}:role/${name}` }], grants: [everything] });
    }
    world.apply(shop, imageSpec("1", { awsAccountRef: { name: "green" } }));
    world.start();
    await world.until(shop, "Running");
    world.kube.seed(appRunnerServiceType, "rival", {
      metadata: { name: shop },
      spec: imageSpec("2", { awsAccountRef: { name: "blue" } }),
      status: { observedGeneration: -1 },
    });
    await world.untilTrue("the second is told", () => readyReason("rival") === "OwnershipConflict");
    await world.clock.advance(60 * minuteMs);
    expect(world.mutations()).toEqual({ AssumeRole: world.mutations()["AssumeRole"], CreateService: 1 });
    await world.edit(shop, { spec: { awsAccountRef: { name: "blue" } } });
    await world.clock.advance(10 * minuteMs);
    await world.until(shop, "Running");
    expect(world.mutations()["UpdateService"]).toBeUndefined();
  });
});

describe("an AwsAccount that is edited", () => {
  it("stops a pass under way before it changes anything in AWS, without a defect", async () => {
    account("default", { grants: [everything] });
    world.apply(shop, imageSpec("1"));
    let edited = false;
    world.answerAws = async (request) => {
      const answer = await world.emulator.handle(request.clone());
      if (!edited && request.headers.get("x-amz-target")?.endsWith("ListServices") === true) {
        edited = true;
        await editAccount("default", { grants: [] });
      }
      return answer;
    };
    world.start();
    await world.until(shop, "NotGranted");
    expect(edited).toBe(true);
    expect(world.mutations()).toEqual({});
    expect(world.told.defects).toEqual([]);
  });

  it("is not reached as it was before: who it was lists nothing any more", async () => {
    account("default", { assumeRoles: [{ roleArn: role }], grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    for (let perSecond = 10; perSecond < 16; perSecond++) {
      await editAccount("default", { callBudget: { readsPerSecond: perSecond } });
      await world.clock.advance(2 * minuteMs);
    }
    const before = world.calls()["ListServices"] ?? 0;
    await world.clock.advance(60 * minuteMs);
    expect((world.calls()["ListServices"] ?? 0) - before).toBeLessThan(90);
  });

  it("does not have objects read anew when what other namespaces are granted changes", async () => {
    account("default", { grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await world.clock.advance(minuteMs);
    const before = world.calls()["DescribeService"];
    await editAccount("default", { grants: [everything, { namespaces: { names: ["blog"] } }] });
    await world.clock.advance(5_000);
    expect(world.calls()["DescribeService"]).toBe(before);
  });

  it("is not kept from going by objects of namespaces that may not use it", async () => {
    account("production", { grants: [{ namespaces: { names: ["blog"] } }] });
    world.apply(shop, imageSpec("1", { awsAccountRef: { name: "production" } }));
    world.start();
    await world.until(shop, "NotGranted");
    await world.clock.advance(minuteMs);
    expect(accountNow("production")?.status?.users).toBe(0);
    await world.kube.delete(awsAccountType, { name: "production" });
    await world.untilTrue("it is gone", () => accountNow("production") === undefined);
  });
});

describe("what an AwsAccount does not grant", () => {
  const instanceRole = `arn:aws:iam::${own}:role/shop-web`;

  const denied: readonly {
    readonly title: string;
    readonly spec: JsonObject;
    readonly grant: JsonObject;
    readonly says: string;
  }[] = [
    {
      title: "a role to pass",
      spec: { instanceConfiguration: { instanceRoleArn: instanceRole } },
      grant: { passRoles: [`arn:aws:iam::${own}:role/shop-*`] },
      says: `\`spec.instanceConfiguration.instanceRoleArn\`: the AwsAccount default does not allow this namespace to pass the role ${instanceRole} (grants[].passRoles)`,
    },
    {
      title: "a raw ARN",
      spec: { autoScalingConfigurationArn: `arn:aws:apprunner:us-east-1:${own}:autoscalingconfiguration/other` },
      grant: { allow: ["RawArns"] },
      says: "`spec.autoScalingConfigurationArn`: the AwsAccount default does not allow this namespace to name resources of App Runner by ARN; use a reference (grants[].allow: RawArns)",
    },
  ];

  it.each(denied)("is refused without any call to AWS, and taken up when it is granted: $title", async (sample) => {
    account("default", { grants: [{ namespaces: { names: ["default"] } }] });
    world.apply(shop, imageSpec("1", sample.spec));
    world.start();
    await world.until(shop, "NotGranted");
    expect(messageOf(shop)).toContain(sample.says);
    expect(Object.keys(world.calls()).filter((operation) => operation !== "GetCallerIdentity")).toEqual([]);
    await editAccount("default", { grants: [{ namespaces: { names: ["default"] }, ...sample.grant }] });
    await world.untilTrue("it is made", () => world.mutations()["CreateService"] === 1);
  });

  it("is adoption, also by a default policy and by observing", async () => {
    seedByConsole(world);
    account("default", { grants: [{ namespaces: { names: ["default"] } }] });
    world.apply(shop, { ...consoleSpec, adoption: { policy: "IfUnowned" } });
    world.apply("watcher", { serviceName: shop, managementPolicy: "Observe" });
    world.start();
    await world.until(shop, "NotGranted");
    await world.until("watcher", "NotGranted");
    expect(messageOf("watcher")).toContain("`spec.managementPolicy`");
    expect(world.mutations()).toEqual({});
    await editAccount("default", { grants: [{ namespaces: { names: ["default"] }, allow: ["Adopt"] }] });
    await world.untilTrue("it is adopted", () => world.get(shop)?.status?.origin === "adopted");
  });

  it("is the account's default configuration", async () => {
    world.hasConfigurations = true;
    account("default", { grants: [{ namespaces: { names: ["default"] } }] });
    world.applyKind(autoScalingConfigurationType, "web-scaling", { default: true });
    world.start();
    await world.untilKind(autoScalingConfigurationType, "web-scaling", "NotGranted");
    expect(world.mutations()).toEqual({});
    await editAccount("default", { grants: [{ namespaces: { names: ["default"] }, allow: ["AccountDefaults"] }] });
    await world.untilKind(autoScalingConfigurationType, "web-scaling", "Available");
  });

  it("is the www of a domain, unless it is not wanted", async () => {
    world.hasConfigurations = true;
    account("default", { grants: [{ namespaces: { names: ["default"] }, domains: ["shop.acme.dev"] }] });
    world.apply(shop, imageSpec("1"));
    const domain = { serviceRef: { name: shop }, domainName: "shop.acme.dev" };
    world.applyKind(customDomainType, "with-www", domain);
    world.start();
    await world.until(shop, "Running");
    await world.untilKind(customDomainType, "with-www", "NotGranted");
    expect(world.mutations()["AssociateCustomDomain"]).toBeUndefined();
    await world.deleteKind(customDomainType, "with-www");
    world.applyKind(customDomainType, "without-www", { ...domain, enableWWWSubdomain: false });
    await world.untilKind(customDomainType, "without-www", "WaitingForDns");
  });

  it("is an account for namespaces of other labels, until their labels change", async () => {
    account("default", { grants: [{ namespaces: { selector: { matchLabels: { team: "shop" } } } }] });
    world.kube.seed(namespaceType, undefined, { metadata: { name: "default", labels: { team: "blog" } } });
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "NotGranted");
    await world.kube.patch(
      namespaceType,
      { name: "default" },
      { type: "merge", body: { metadata: { labels: { team: "shop" } } } },
    );
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("does not keep an object that leaves its service from going, and holds any other", async () => {
    account("default", { grants: [everything] });
    world.apply(shop, imageSpec("1"));
    world.apply("kept", imageSpec("1", { deletionPolicy: "Retain" }));
    world.start();
    await world.until(shop, "Running");
    await world.until("kept", "Running");
    await editAccount("default", { grants: [] });
    await world.delete(shop);
    await world.delete("kept");
    await world.untilGone("kept");
    await world.until(shop, "NotGranted");
    expect(world.mutations()["DeleteService"]).toBeUndefined();
    await editAccount("default", { grants: [{ namespaces: { names: ["default"] } }] });
    await world.untilGone(shop);
  });

  it("says the same of an account that is not there", async () => {
    account("production", { grants: [{ namespaces: { names: ["blog"] } }] });
    world.apply("there", imageSpec("1", { awsAccountRef: { name: "production" } }));
    world.apply("absent", imageSpec("1", { awsAccountRef: { name: "no-such-account" } }));
    world.start();
    await world.until("there", "NotGranted");
    await world.until("absent", "NotGranted");
    expect(messageOf("there").replace("production", "X")).toBe(messageOf("absent").replace("no-such-account", "X"));
  });

  it("is the operator's own identity, where that is forbidden", async () => {
    world.isOwnIdentityAllowed = false;
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "NotGranted");
    expect(world.calls()).toEqual({});
    account("default", { grants: [{ namespaces: { names: ["default"] } }] });
    await world.until(shop, "Running");
  });
});

const namespaceType = { group: "", version: "v1", plural: "namespaces", kind: "Namespace", namespaced: false };
