import { describe, expect, it } from "vitest";
import { fieldTable } from "../../src/api/app-runner-service.ts";
import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import { createSamples } from "./create-samples.ts";
import { excludedFieldSamples, fieldSamples } from "./field-samples.ts";
import { byRule, mismatch } from "./sample.ts";
import { updateSamples } from "./update-samples.ts";

const check = manifestChecker(appRunnerServiceDefinition);

describe("a new AppRunnerService", () => {
  it.each(createSamples)("$name", ({ manifest, expect: expected }) => {
    expect(mismatch(check(manifest), expected, "local")).toBeUndefined();
  });

  it("has no two samples of the same name, so that each can be found", () => {
    const names = [...createSamples, ...updateSamples, ...fieldSamples].map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe("an update of an AppRunnerService", () => {
  it.each([...updateSamples, ...fieldSamples])("$name", ({ before, after, expect: expected }) => {
    expect(check(before)).toEqual([]);
    expect(mismatch(check(after, before), expected, "local")).toBeUndefined();
  });

  it("is left out for a field's steps only for a reason", () => {
    const leftOut = excludedFieldSamples.map(({ name, reason }) => `${name}: ${reason}`);
    console.log(
      `steps of fields: ${fieldSamples.length} tried, ${leftOut.length} left out:\n  ${leftOut.join("\n  ")}`,
    );
    expect(leftOut).toMatchInlineSnapshot(`
      [
        "removal of sourceConfiguration.codeRepository.repositoryUrl: its parent must have it",
        "later addition of sourceConfiguration.codeRepository.repositoryUrl: its parent must have it",
        "change of sourceConfiguration.codeRepository.sourceCodeVersion.type: BRANCH is the only value",
        "removal of sourceConfiguration.codeRepository.sourceCodeVersion.type: its parent must have it",
        "later addition of sourceConfiguration.codeRepository.sourceCodeVersion.type: its parent must have it",
        "removal of sourceConfiguration.codeRepository.sourceCodeVersion.value: its parent must have it",
        "later addition of sourceConfiguration.codeRepository.sourceCodeVersion.value: its parent must have it",
        "removal of sourceConfiguration.codeRepository.codeConfiguration.configurationSource: its parent must have it",
        "later addition of sourceConfiguration.codeRepository.codeConfiguration.configurationSource: its parent must have it",
        "removal of sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtime: its parent must have it",
        "later addition of sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtime: its parent must have it",
        "removal of sourceConfiguration.imageRepository.imageIdentifier: its parent must have it",
        "later addition of sourceConfiguration.imageRepository.imageIdentifier: its parent must have it",
        "later addition of sourceConfiguration.imageRepository.imageRepositoryType: its parent must have it",
        "later addition of sourceConfiguration.authenticationConfiguration.connectionArn: a code repository cannot be without it",
        "later addition of sourceConfiguration.authenticationConfiguration.accessRoleArn: a private image cannot be without it",
        "later addition of instanceConfiguration.instanceRoleArn: the secrets of the full manifest need the role before",
      ]
    `);
  });
});

describe("an immutable field", () => {
  const paths = fieldTable.filter(({ mutability }) => mutability === "immutable").map(({ path }) => path);

  it("is refused its change, its removal and its later addition, but for the exclusions", () => {
    const isOfOne = ({ name }: { readonly name: string }): boolean =>
      paths.some((path) => name.endsWith(` of ${path}`));
    const cases = fieldSamples.filter(isOfOne).map(({ name, expect: expected }) => ({ name, expected }));
    const leftOut = excludedFieldSamples.filter(isOfOne).map(({ name, reason }) => `${name}: ${reason}`);
    console.log(
      `immutable fields: ${cases.length} cases, each refused:\n  ${cases.map(({ name }) => name).join("\n  ")}\n` +
        `left out, ${leftOut.length}:\n  ${leftOut.join("\n  ")}\n` +
        "  region: judged by the identity, at run time (test/simulation/ownership.test.ts)",
    );
    expect(cases.filter(({ expected }) => expected === "accepted")).toEqual([]);
    expect(cases.length + leftOut.length).toBe(3 * paths.length);
    expect(leftOut).toEqual([
      "later addition of sourceConfiguration.imageRepository.imageRepositoryType: its parent must have it",
    ]);
  });
});

describe("a mismatch", () => {
  const problem = { field: "spec.serviceName", message: "`serviceName` is immutable" };
  it.each([
    { name: "a refusal where acceptance was expected", problems: [problem], expected: "accepted" as const },
    {
      name: "acceptance where a refusal was expected",
      problems: [],
      expected: byRule("spec.serviceName", "immutable"),
    },
    { name: "another field", problems: [problem], expected: byRule("spec.tags", "immutable") },
    { name: "another message", problems: [problem], expected: byRule("spec.serviceName", "too long") },
  ])("is $name", ({ problems, expected }) => {
    expect(mismatch(problems, expected, "server")).toBeTypeOf("string");
  });
});
