import { describe, expect, it } from "vitest";
import { appRunnerServiceDefinition } from "../../../src/api/app-runner-service/kind-definition.ts";
import { awsAccountDefinition } from "../../../src/api/aws-account/kind-definition.ts";
import { kindDefinitions } from "../../../src/api/kinds.ts";
import { manifestChecker } from "../../../src/api/validation/manifest-checker.ts";
import { type Edit, editObject } from "../edit-object.ts";
import { byRule, mismatch, type Refusal } from "../sample.ts";
import { fieldsOf } from "./fields.ts";
import { fieldSamplesOf, manifestOf, subjects } from "./samples.ts";
import { byArn, serviceArn, serviceUsers } from "./service-users.ts";
import type { Subject } from "./subject.ts";

const byKind = (all: readonly Subject[]): readonly (readonly [string, Subject])[] =>
  all.map((subject) => [subject.definition.type.kind, subject]);

describe.each(byKind(subjects))("%s", (kind, subject) => {
  const check = manifestChecker(subject.definition);
  const fields = fieldsOf(subject.definition.schema);
  const { tried, leftOut } = fieldSamplesOf(subject);

  it.each(tried.map((sample) => [sample.name, sample] as const))("%s", (_name, { before, after, expect: expected }) => {
    expect(check(before)).toEqual([]);
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
    expect(mismatch(check(after, before), expected, "local")).toBeUndefined();
  });

  it("is tried, but for the exclusions", () => {
    const reasons = leftOut.map(({ name, reason }) => `${name}: ${reason}`);
    console.log(
      `fields of ${kind}: ${tried.length} steps tried, ${leftOut.length} left out:\n  ${reasons.join("\n  ")}`,
    );
    expect(tried.length + leftOut.length).toBe(3 * fields.length);
    const known = fields.map(({ path }) => path);
    for (const named of [subject.others, subject.refusals, subject.exclusions, subject.instead]) {
      expect(Object.keys(named).filter((path) => !known.includes(path))).toEqual([]);
    }
  });

  it("is refused the change, the removal and the later addition of an immutable field, unless no manifest can", () => {
    const immutable = fields.filter(({ mutability }) => mutability === "immutable").map(({ path }) => path);
    const isOfOne = ({ name }: { readonly name: string }): boolean =>
      immutable.some((path) => name.includes(` of ${path} `));
    const cases = tried.filter(isOfOne);
    expect(immutable.length).toBeGreaterThan(0);
    expect(cases.length + leftOut.filter(isOfOne).length).toBe(3 * immutable.length);
    for (const { expect: expected } of cases) {
      expect(expected).toMatchObject({ by: expect.any(String), field: expect.stringMatching(/^spec\./) });
    }
  });
});

it("every kind is tried, but for the service, which has samples of its own, and the account, which is nothing at App Runner", () => {
  const tried = [...subjects.map(({ definition }) => definition), appRunnerServiceDefinition, awsAccountDefinition];
  expect(new Set(tried)).toEqual(new Set(kindDefinitions));
});

describe.each(byKind(serviceUsers))("%s", (_kind, subject) => {
  const check = manifestChecker(subject.definition);

  it("can name its service by a reference in the place of the ARN, and the other way round", () => {
    const reference = manifestOf(subject, subject.full);
    const arn = manifestOf(subject, editObject(subject.full, { serviceRef: null, serviceArn }));
    expect(check(arn, reference)).toEqual([]);
    expect(check(reference, arn)).toEqual([]);
  });

  it.each<[string, Edit, Refusal]>([
    ["both", { serviceArn }, byRule("spec.serviceRef", "must not be given together")],
    ["neither", { serviceRef: null }, byRule("spec.serviceRef", "must be given unless")],
    ["a reference and a region", { region: "eu-west-1" }, byRule("spec.serviceRef", "are those of the service")],
    [
      "an ARN and another region",
      { ...byArn, region: "eu-central-1" },
      byRule("spec.region", "must be the one that `serviceArn` names"),
    ],
  ])("is refused with %s", (_title, edit, refusal) => {
    expect(mismatch(check(manifestOf(subject, editObject(subject.full, edit))), refusal, "local")).toBeUndefined();
  });

  it("needs no service, and may be corrected, while it is only observed", () => {
    const observed = manifestOf(subject, editObject(subject.full, { managementPolicy: "Observe", serviceRef: null }));
    const named = manifestOf(subject, editObject(subject.full, { managementPolicy: "Observe" }));
    const other = manifestOf(
      subject,
      editObject(subject.full, { managementPolicy: "Observe", "serviceRef.name": "other" }),
    );
    expect(check(observed)).toEqual([]);
    expect(check(other, named)).toEqual([]);
  });
});
