import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AwsAccount, awsAccountType } from "../../src/api/aws-account.ts";
import { awsAccountSpec } from "../../src/api/aws-account/spec.ts";
import { customDomainType } from "../../src/api/custom-domain.ts";
import { schemaSections } from "../../src/api/reference/schema-sections.ts";
import { createActors } from "../../src/aws/actors.ts";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { actorOf } from "../../src/controllers/aws-account/account-actor.ts";
import { imageSpec, seedByConsole, shop } from "./scenarios.ts";
import { World } from "./world.ts";

const other = "444455556666";
const arnOf = (role: string): string => `arn:aws:iam::${other}:role/${role}`;
const anybody = { namespaces: { names: ["*"] } };
const minuteMs = 60_000;
const namespaceType = { group: "", version: "v1", plural: "namespaces", kind: "Namespace", namespaced: false };

let world: World;
/** Every request to AWS. */
let requests: { readonly host: string; readonly accessKeyId: string }[];
/** What was asked for with each session of a role, by its access key id. */
let sessions: Map<string, URLSearchParams>;

beforeEach(() => {
  world = new World();
  world.hasConfigurations = true;
  requests = [];
  sessions = new Map();
  world.answerAws = async (request) => {
    const [, accessKeyId = ""] = /Credential=([^/]+)/.exec(request.headers.get("authorization") ?? "") ?? [];
    requests.push({ host: new URL(request.url).host, accessKeyId });
    const body = await request.clone().text();
    const answer = await world.emulator.handle(request);
    const [, made] = /<AccessKeyId>([^<]+)/.exec(await answer.clone().text()) ?? [];
    if (made !== undefined) sessions.set(made, new URLSearchParams(body));
    return answer;
  };
});

afterEach(() => {
  world.end();
});

function account(): AwsAccount {
  const found = world.kube.peek<AwsAccount>(awsAccountType, { name: "default" });
  if (found === undefined) throw new Error("the account is gone");
  return found;
}

/** Whether the service is refused for want of a grant. */
function isDenied(): boolean {
  return world.get(shop)?.status?.conditions?.find(({ type }) => type === "Ready")?.reason === "NotGranted";
}

/** What the session of the last request was asked for with. */
function lastSession(member: string): string | null | undefined {
  return sessions.get(requests.at(-1)?.accessKeyId ?? "")?.get(member);
}

async function tags(): Promise<readonly string[]> {
  const { Tags } = (await world.callAws("ListTagsForResource", {
    ResourceArn: world.get(shop)?.status?.arn ?? "",
  })) as {
    readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  };
  return Tags.filter(({ Key }) => !Key.startsWith("apprunner-operator.dev/")).map(
    ({ Key, Value }) => `${Key}=${Value}`,
  );
}

function rates(): unknown {
  const region = "us-east-1";
  const credentials = { accessKeyId: "AKIAOWN", secretAccessKey: "secret" };
  const { clock } = world;
  const actors = createActors({ region, version: "1", credentials, clock, observer: silentAwsObserver });
  const found = actorOf(account(), actors, region).rates;
  return [found?.read.perSecond, found?.mutation.perSecond];
}

interface FieldCase {
  /** The account's spec with the field, with another value, and without it. */
  readonly specs: readonly [given: JsonObject, edited: JsonObject, removed: JsonObject];
  /** The service, where one is needed. */
  readonly service?: JsonObject;
  /** What is there before the operator. */
  readonly prepare?: () => void;
  readonly seen: () => unknown;
  readonly expected: readonly [given: unknown, edited: unknown, removed: unknown];
}

const role = (more: JsonObject, name = "apprunner"): JsonObject => ({
  assumeRoles: [{ roleArn: arnOf(name), ...more }],
  grants: [anybody],
});
const granted = (more: JsonObject): JsonObject => ({ grants: [{ ...anybody, ...more }] });
const selecting = (selector: JsonObject): JsonObject => ({ grants: [{ namespaces: { selector } }] });
const demand = (key: string, operator: string, values?: readonly string[]): JsonObject =>
  selecting({ matchExpressions: [{ key, operator, ...(values !== undefined && { values }) }] });
const none = { grants: [{ namespaces: { names: ["blog"] } }] };

const labelled = (): void => {
  world.kube.seed(namespaceType, undefined, { metadata: { name: "default", labels: { team: "shop" } } });
};
const denied = {
  service: imageSpec("1"),
  prepare: labelled,
  seen: isDenied,
  expected: [false, true, true],
} as const;
const tagged = {
  service: imageSpec("1"),
  seen: tags,
} as const;
const tagsFor = (key: string, value: string): JsonObject => ({
  defaults: { tags: [{ key, value }] },
  grants: [anybody],
});

/** Each field of the spec: a value, another one and none, and what becomes of it. */
const cases: Readonly<Record<string, FieldCase>> = {
  "spec.region": {
    specs: [
      { region: "eu-west-1", grants: [anybody] },
      { region: "us-west-2", grants: [anybody] },
      { grants: [anybody] },
    ],
    seen: () => account().status?.region,
    expected: ["eu-west-1", "us-west-2", "us-east-1"],
  },
  "spec.endpoint": {
    service: imageSpec("1"),
    specs: [
      { endpoint: "http://one.test", grants: [anybody] },
      { endpoint: "http://two.test", grants: [anybody] },
      { grants: [anybody] },
    ],
    seen: () => requests.at(-1)?.host.replace(/^(sts|apprunner)\..*/, "AWS"),
    expected: ["one.test", "two.test", "AWS"],
  },
  "spec.assumeRoles[].roleArn": {
    specs: [role({}, "one"), role({}, "two"), { grants: [anybody] }],
    seen: () => /assumed-role\/(\w+)/.exec(account().status?.arn ?? "")?.[1],
    expected: ["one", "two", undefined],
  },
  "spec.assumeRoles[].externalId": {
    specs: [
      role({ externalId: "right" }, "external-id-right"),
      role({ externalId: "wrong" }, "external-id-right"),
      role({}, "external-id-right"),
    ],
    seen: () => account().status?.conditions?.find(({ type }) => type === "Ready")?.status,
    expected: ["True", "False", "False"],
  },
  "spec.assumeRoles[].sessionName": {
    specs: [role({ sessionName: "one" }), role({ sessionName: "two" }), role({})],
    seen: () => account().status?.arn?.split("/").at(-1),
    expected: ["one", "two", "apprunner-operator"],
  },
  "spec.assumeRoles[].sessionTags[].key": {
    service: imageSpec("1"),
    specs: [
      role({ sessionTags: [{ key: "one", value: "x" }] }),
      role({ sessionTags: [{ key: "two", value: "x" }] }),
      role({}),
    ],
    seen: () => lastSession("Tags.member.1.Key"),
    expected: ["one", "two", null],
  },
  "spec.assumeRoles[].sessionTags[].value": {
    service: imageSpec("1"),
    specs: [
      role({ sessionTags: [{ key: "k", value: "one" }] }),
      role({ sessionTags: [{ key: "k", value: "two" }] }),
      role({}),
    ],
    seen: () => lastSession("Tags.member.1.Value"),
    expected: ["one", "two", null],
  },
  "spec.defaults.tags[].key": {
    ...tagged,
    specs: [tagsFor("owner", "a"), tagsFor("team", "a"), { grants: [anybody] }],
    expected: [["owner=a"], ["team=a"], []],
  },
  "spec.defaults.tags[].value": {
    ...tagged,
    specs: [tagsFor("owner", "a"), tagsFor("owner", "b"), { grants: [anybody] }],
    expected: [["owner=a"], ["owner=b"], []],
  },
  "spec.defaults.managementPolicy": {
    service: imageSpec("1"),
    specs: [
      { defaults: { managementPolicy: "ReportDrift" }, grants: [anybody] },
      { defaults: { managementPolicy: "Manage" }, grants: [anybody] },
      { grants: [anybody] },
    ],
    seen: () => world.get(shop)?.status?.managementPolicy,
    expected: ["ReportDrift", "Manage", "Manage"],
  },
  "spec.defaults.deletionPolicy": {
    service: imageSpec("1"),
    specs: [
      { defaults: { deletionPolicy: "Retain" }, grants: [anybody] },
      { defaults: { deletionPolicy: "Delete" }, grants: [anybody] },
      { grants: [anybody] },
    ],
    seen: () => world.get(shop)?.status?.deletionPolicy,
    expected: ["Retain", "Delete", "Delete"],
  },
  "spec.callBudget.readsPerSecond": {
    specs: [{ callBudget: { readsPerSecond: 7 } }, { callBudget: { readsPerSecond: 9 } }, { callBudget: {} }],
    seen: rates,
    expected: [
      [7, 1],
      [9, 1],
      [5, 1],
    ],
  },
  "spec.callBudget.mutationsPerSecond": {
    specs: [{ callBudget: { mutationsPerSecond: 7 } }, { callBudget: { mutationsPerSecond: 9 } }, { callBudget: {} }],
    seen: rates,
    expected: [
      [5, 7],
      [5, 9],
      [5, 1],
    ],
  },
  "spec.grants[].namespaces.names": { ...denied, specs: [granted({}), none, {}] },
  "spec.grants[].namespaces.selector.matchLabels": {
    ...denied,
    specs: [selecting({ matchLabels: { team: "shop" } }), selecting({ matchLabels: { team: "blog" } }), none],
  },
  "spec.grants[].namespaces.selector.matchExpressions[].key": {
    ...denied,
    specs: [demand("team", "Exists"), demand("stage", "Exists"), none],
  },
  "spec.grants[].namespaces.selector.matchExpressions[].operator": {
    ...denied,
    specs: [demand("team", "Exists"), demand("team", "DoesNotExist"), none],
  },
  "spec.grants[].namespaces.selector.matchExpressions[].values": {
    ...denied,
    specs: [demand("team", "In", ["shop"]), demand("team", "In", ["blog"]), none],
  },
  "spec.grants[].passRoles": {
    ...denied,
    service: imageSpec("1", { instanceConfiguration: { instanceRoleArn: arnOf("web") } }),
    specs: [granted({ passRoles: [arnOf("web")] }), granted({ passRoles: [arnOf("batch")] }), granted({})],
  },
  "spec.grants[].allow": {
    ...denied,
    prepare: () => void seedByConsole(world),
    service: { serviceName: shop, managementPolicy: "Observe" },
    specs: [granted({ allow: ["Adopt"] }), granted({ allow: ["RawArns"] }), granted({})],
  },
  "spec.grants[].domains": {
    service: imageSpec("1"),
    prepare: () => {
      const spec = { serviceRef: { name: shop }, domainName: "shop.acme.dev", enableWWWSubdomain: false };
      world.applyKind(customDomainType, "shop-domain", spec);
    },
    specs: [granted({ domains: ["shop.acme.dev"] }), granted({ domains: ["blog.acme.dev"] }), granted({})],
    seen: () => world.reasonOf(customDomainType, "shop-domain") === "NotGranted",
    expected: [false, true, true],
  },
};

async function replaceSpec(spec: JsonObject): Promise<void> {
  const body = [{ op: "replace", path: "/spec", value: spec }] as const;
  await world.kube.patch(awsAccountType, { name: "default" }, { type: "json", body });
  await world.clock.advance(10 * minuteMs);
}

describe("an edit of an AwsAccount", () => {
  it.each(Object.entries(cases))("reaches what it is about, and back again: %s", async (_path, field) => {
    const { specs, service, prepare, seen, expected } = field;
    const [given, edited, removed] = specs;
    const metadata = { name: "default" };
    world.kube.seed(awsAccountType, undefined, { metadata, spec: given, status: { observedGeneration: -1 } });
    prepare?.();
    if (service !== undefined) world.apply(shop, service);
    world.start();
    await world.clock.advance(10 * minuteMs);
    expect(await seen()).toEqual(expected[0]);
    await replaceSpec(edited);
    expect(await seen()).toEqual(expected[1]);
    await replaceSpec(removed);
    expect(await seen()).toEqual(expected[2]);
    await replaceSpec(given);
    expect(await seen()).toEqual(expected[0]);
    expect(world.told.defects).toEqual([]);
  });

  const fields = schemaSections(JSON.parse(JSON.stringify(awsAccountSpec)) as JsonObject, "spec").flatMap((section) =>
    section.fields
      .filter((field) => field.section === undefined)
      .map(({ name, notes }) => [`${section.path}.${name}`, notes.mutability] as const),
  );

  it("is tried for every field of the schema", () => {
    expect(Object.keys(cases).toSorted()).toEqual(fields.map(([path]) => path).toSorted());
  });

  it("is told by the reference to steer the operator, but for tags, which get to App Runner", () => {
    const inPlace = fields.filter(([, mutability]) => mutability !== "operator");
    expect(inPlace).toEqual([
      ["spec.defaults.tags[].key", "in place"],
      ["spec.defaults.tags[].value", "in place"],
    ]);
  });
});
