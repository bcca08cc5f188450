import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { fieldTable, type SpecField } from "../../src/api/app-runner-service.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { stableJson } from "../../src/base/stable-json.ts";
import { type Edit, editObject, valueAt } from "../api/edit-object.ts";
import { fieldChanges, fieldRemovals } from "../api/field-edits.ts";
import { codeSpec, imageSpec } from "../api/manifests.ts";
import { warmUp, World } from "./world.ts";

const region = "eu-west-1";
const name = "orders";

/** What is done to a field, and then seen at App Runner. */
type Step = "edit" | "removal" | "return" | "never applied";

/** Fields of the mutable ones that a step is not tried of, with the reason. */
const excluded: Readonly<Record<string, Partial<Record<Step, string>>>> = {
  "sourceConfiguration.codeRepository.sourceCodeVersion.type": { edit: "BRANCH is its only value" },
  "sourceConfiguration.authenticationConfiguration.connectionArn": {
    removal: "the schema refuses to remove it from a code repository",
    "never applied": "a code repository cannot be without it",
  },
  "sourceConfiguration.authenticationConfiguration.accessRoleArn": {
    removal: "the schema refuses to remove it from a private image",
    "never applied": "a private image cannot be without it",
  },
  "instanceConfiguration.instanceRoleArn": {
    removal: "the schema refuses to remove it, since App Runner cannot reset it",
    "never applied": "the secrets of the full manifest need the role",
  },
};

/**
 * The fields that say what the operator is to do, which no edit of a service at App Runner answers to: each with the file
 * and the title of a test of what it does.
 */
const operatorFields: Readonly<Record<string, readonly [file: string, title: string]>> = {
  "awsAccountRef.name": ["aws-accounts", "has its objects made in the account of its role"],
  region: ["ownership", "when the region is edited, and goes on when it is put back"],
  managementPolicy: ["ownership", "ReportDrift acts on an edit of the manifest, and on deletion"],
  "adoption.policy": ["ownership", "nobody's service of that name is adopted as soon as the policy allows it"],
  "adoption.arn": ["ownership", "by ARN, of the one that has the effective name"],
  "adoption.onDifference": ["ownership", "and never sends UpdateService while adopting, unless told to apply"],
  "adoption.takeoverFrom": ["ownership", "%s loses it to a takeover that names it, and to no other"],
  deletionPolicy: ["ownership", "Retain frees an object also while AWS cannot be reached"],
  suspend: ["ownership", "suspend makes no call, keeps Ready, and lets a deletion wait"],
  driftIntervalSeconds: ["steady-day", "reads a service deeply as often as driftIntervalSeconds says"],
  desiredState: ["outcomes", "a pause or a resume in the console stands where the manifest leaves it open"],
  deploymentToken: ["outcomes", "when it is set, and one more for another one"],
  createFailurePolicy: ["outcomes", "five times, 1 to 30 minutes apart, and never after that"],
};

/** What stands between a test's title and the next test; undefined when there is no such test. */
function bodyOf(file: string, title: string): string | undefined {
  const text = readFileSync(new URL(`${file}.test.ts`, import.meta.url), "utf8");
  const at = text.indexOf(title);
  return at < 0 ? undefined : text.slice(at + title.length).split(/^ {2}it[.(]|^\}/m)[0];
}

/** The full manifests without what says how to get at a service, which is not the subject here. */
function bare({ adoption: _adoption, awsAccountRef: _account, region: _region, ...spec }: JsonObject): JsonObject {
  return { ...spec, deletionPolicy: "Delete" };
}

interface Subject {
  readonly field: SpecField;
  /** The specs of a service that has the field, has another value of it, and lacks it. */
  readonly present: JsonObject;
  readonly changed: JsonObject;
  readonly absent: JsonObject | undefined;
}

function subjectOf(field: SpecField): Subject {
  const { path, required } = field;
  const isOfCode = valueAt(imageSpec, path) === undefined && valueAt(codeSpec, path) !== undefined;
  const present = bare(isOfCode ? codeSpec : imageSpec);
  const changed = editObject(present, fieldChanges[path] ?? {});
  const removal = fieldRemovals[path] ?? (required ? undefined : { [path]: null });
  return { field, present, changed, absent: removal && editObject(present, removal) };
}

const subjects = fieldTable.filter(({ mutability }) => mutability === "in place").map(subjectOf);

function reasonAgainst({ field, absent }: Subject, step: Step): string | undefined {
  const stated = excluded[field.path]?.[step];
  if (stated !== undefined) return stated;
  if (step === "return") return reasonAgainst({ field, absent } as Subject, "removal");
  return absent === undefined && step !== "edit" ? "its parent must have it" : undefined;
}

const casesOf = (step: Step): readonly (readonly [string, Subject])[] =>
  subjects
    .filter((subject) => reasonAgainst(subject, step) === undefined)
    .map((subject) => [subject.field.path, subject]);

async function start(spec: JsonObject): Promise<World> {
  const world = new World({ region });
  world.start();
  world.apply(name, spec);
  await world.until(name, "Running");
  return world;
}

/** Replaces the spec. Returns how many changes were made at App Runner until it was live. */
async function become(world: World, spec: JsonObject): Promise<number> {
  const count = (): number => (world.mutations()["UpdateService"] ?? 0) + tagCalls(world);
  const before = count();
  await world.setSpec(name, spec);
  await world.until(name, "Running");
  await world.clock.advance(120_000);
  return count() - before;
}

function tagCalls(world: World): number {
  return (world.mutations()["TagResource"] ?? 0) + (world.mutations()["UntagResource"] ?? 0);
}

/** All that a service is configured as, and its tags that are not ours. */
async function live(world: World): Promise<string> {
  const ServiceArn = world.get(name)?.status?.arn ?? world.emulator.admin.services()[0]?.arn;
  const { Service } = await world.callAws("DescribeService", { ServiceArn });
  const tags = Object.entries(world.emulator.admin.services()[0]?.tags ?? {});
  const own = tags.filter(([key]) => !key.startsWith("apprunner-operator.dev/"));
  const text = stableJson({ ...(isJsonObject(Service) ? settings(Service) : {}), tags: Object.fromEntries(own) });
  // App Runner shows no directory where none was ever given, and the root means the same.
  return text.replace(',"SourceDirectory":"/"', "");
}

function settings(service: JsonObject): JsonObject {
  const members = [
    "SourceConfiguration",
    "InstanceConfiguration",
    "EncryptionConfiguration",
    "HealthCheckConfiguration",
    "AutoScalingConfigurationSummary",
    "NetworkConfiguration",
    "ObservabilityConfiguration",
  ];
  return Object.fromEntries(members.map((member): [string, Json] => [member, service[member] ?? null]));
}

/** What App Runner makes of a spec when the service is new: the judge of what an edit has to come to. */
const fresh = new Map<string, Promise<string>>();
function liveWhenNew(spec: JsonObject): Promise<string> {
  const key = stableJson(spec);
  const known = fresh.get(key) ?? start(spec).then(live);
  fresh.set(key, known);
  return known;
}

describe("every mutable field of the schema", () => {
  beforeAll(warmUp);

  it.each(casesOf("edit"))("%s: an edit reaches App Runner by one change", async (_path, { present, changed }) => {
    const world = await start(present);
    expect(await become(world, changed)).toBe(1);
    expect(await live(world)).toBe(await liveWhenNew(changed));
    expect(await become(world, present)).toBe(1);
    expect(await live(world)).toBe(await liveWhenNew(present));
  });

  it.each(casesOf("removal"))(
    "%s: its removal resets it once to App Runner's default, and its return reaches App Runner",
    async (_path, { present, absent = {} }) => {
      const world = await start(present);
      const expected = await liveWhenNew(absent);
      const differs = expected !== (await live(world));
      expect(await become(world, absent)).toBe(differs ? 1 : 0);
      expect(await live(world)).toBe(expected);
      const paths = world.get(name)?.status?.appliedFields ?? [];
      expect(paths.filter((path) => valueAt(absent, path) === undefined)).toEqual([]);
      expect(await become(world, present)).toBe(differs ? 1 : 0);
      expect(await live(world)).toBe(await liveWhenNew(present));
    },
  );

  it.each(casesOf("never applied"))(
    "%s: never applied, its live value stays, also through an edit of its neighbours",
    async (_path, { field, present, absent = {} }) => {
      const world = await start(absent);
      const ServiceArn = world.get(name)?.status?.arn;
      if (field.path === "tags") {
        await world.callAws("TagResource", { ResourceArn: ServiceArn, Tags: [{ Key: "team", Value: "payments" }] });
      } else {
        const other = await start(present);
        const described = await other.callAws("DescribeService", { ServiceArn: other.get(name)?.status?.arn });
        const { Service } = described as { Service: JsonObject };
        await world.callAws("UpdateService", { ServiceArn, ...updateOf(Service) });
      }
      await world.clock.advance(1_200_000);
      const before = await live(world);
      expect(world.mutations()["UpdateService"]).toBeUndefined();
      for (const neighbour of neighboursOf(field)) {
        const edited = editObject(absent, neighbour);
        if (stableJson(edited) === stableJson(absent)) continue;
        expect(await become(world, edited)).toBe(1);
        expect(await become(world, absent)).toBe(1);
      }
      expect(await live(world)).toBe(before);
    },
    20_000,
  );

  it.each(Object.entries(operatorFields))(
    "%s: which the operator itself heeds, has a test of its own",
    (path, [file, title]) => {
      const member = path.slice(path.lastIndexOf(".") + 1);
      expect(bodyOf(file, title)).toMatch(new RegExp(`\\b${member}\\b`));
    },
  );

  it("is tried, but for the exclusions", () => {
    const steps: readonly Step[] = ["edit", "removal", "return", "never applied"];
    const exclusions = subjects.flatMap((subject) =>
      steps.flatMap((step) => {
        const reason = reasonAgainst(subject, step);
        return reason === undefined ? [] : [`${step} of ${subject.field.path}: ${reason}`];
      }),
    );
    const tried = subjects.length * steps.length - exclusions.length;
    console.log(`edits of the schema: ${tried} tried, ${exclusions.length} left out:\n  ${exclusions.join("\n  ")}`);
    const own = Object.entries(operatorFields).map(([path, [file, title]]) => `${path}: ${file}, "${title}"`);
    console.log(`fields that the operator itself heeds: ${own.length}, tested by\n  ${own.join("\n  ")}`);
    expect(Object.keys(operatorFields)).toEqual(
      fieldTable.filter(({ mutability }) => mutability === "operator").map(({ path }) => path),
    );
    expect(Object.keys(excluded).filter((path) => !subjects.some(({ field }) => field.path === path))).toEqual([]);
    expect(tried).toBeGreaterThan(90);
  });
});

/** UpdateService's input that makes another service like this one. */
function updateOf(service: JsonObject): JsonObject {
  const { InstanceConfiguration, HealthCheckConfiguration, NetworkConfiguration, ObservabilityConfiguration } = service;
  const { SourceConfiguration, AutoScalingConfigurationSummary: summary } = service;
  const AutoScalingConfigurationArn = isJsonObject(summary) ? summary["AutoScalingConfigurationArn"] : undefined;
  return {
    SourceConfiguration,
    InstanceConfiguration,
    HealthCheckConfiguration,
    NetworkConfiguration,
    ObservabilityConfiguration,
    AutoScalingConfigurationArn,
  };
}

/** An edit of another field that is sent in the same block. */
function neighboursOf({ path, block }: SpecField): readonly Edit[] {
  const other = {
    SourceConfiguration: path.startsWith("sourceConfiguration.codeRepository")
      ? "sourceConfiguration.codeRepository.sourceCodeVersion.value"
      : "sourceConfiguration.imageRepository.imageIdentifier",
    HealthCheckConfiguration: "healthCheckConfiguration.unhealthyThreshold",
    NetworkConfiguration: "networkConfiguration.ipAddressType",
    InstanceConfiguration: "instanceConfiguration.instanceRoleArn",
    AutoScalingConfigurationArn: undefined,
    ObservabilityConfiguration: undefined,
  }[block ?? "AutoScalingConfigurationArn"];
  return other === undefined || other === path ? [] : [fieldChanges[other] ?? {}];
}
