import type { CreateServiceCommandInput, UpdateServiceCommandInput } from "@aws-sdk/client-apprunner";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type AppRunnerServiceSpec, fieldTable } from "../../src/api/app-runner-service.ts";
import { leavesOf, sdkDeclarations, shapesOf } from "./api-input.ts";

/** The paths of a type's members in the case of the manifests; a list, a map or a scalar is the end of one. */
type Leaves<T> = {
  [Key in keyof T & string]-?: IsBlock<NonNullable<T[Key]>> extends true
    ? `${Uncapitalize<Key>}.${Leaves<NonNullable<T[Key]>>}`
    : Uncapitalize<Key>;
}[keyof T & string];

/** Whether a type is an object of known members. */
type IsBlock<T> = T extends readonly unknown[]
  ? false
  : T extends object
    ? string extends keyof T
      ? false
      : true
    : false;

type ApiLeaf = Leaves<CreateServiceCommandInput> | Exclude<Leaves<UpdateServiceCommandInput>, "serviceArn">;
type SpecPath = Leaves<AppRunnerServiceSpec>;
/** References stand for ARNs and variables, which the API has; but for that to the account, which is the operator's own. */
type SpecLeaf =
  | Exclude<SpecPath, `${string}Ref.name` | `${string}VariablesFrom`>
  | Extract<SpecPath, "awsAccountRef.name">;

/** The fields that the operator adds to the API's. */
const ownFields = [
  "awsAccountRef.name",
  "region",
  "managementPolicy",
  "adoption.policy",
  "adoption.arn",
  "adoption.onDifference",
  "adoption.takeoverFrom",
  "deletionPolicy",
  "suspend",
  "driftIntervalSeconds",
  "desiredState",
  "deploymentToken",
  "createFailurePolicy",
] as const;

const shapes = shapesOf(sdkDeclarations());
const createLeaves = leavesOf(shapes, "CreateServiceRequest");
const updateLeaves = leavesOf(shapes, "UpdateServiceRequest");

/** How the spec and an input of the API differ. */
function differences(spec: readonly string[], input: readonly string[]): readonly string[] {
  return [
    ...input.filter((path) => !spec.includes(path)).map((path) => `the spec lacks ${path}`),
    ...spec.filter((path) => !input.includes(path)).map((path) => `the API lacks ${path}`),
  ];
}

describe("the spec of an AppRunnerService", () => {
  const mirrored = fieldTable.filter(({ mutability }) => mutability !== "operator").map(({ path }) => path);
  const updatable = fieldTable.filter(({ block }) => block !== undefined).map(({ path }) => path);

  it("has every member of CreateService's input, and nothing more but the operator's own fields", () => {
    console.log(
      `input of the API: ${createLeaves.length} members of CreateService, ${updateLeaves.length} of UpdateService`,
    );
    expect(createLeaves.length).toBeGreaterThan(30);
    expect(differences(mirrored, createLeaves)).toEqual([]);
    expect(
      differences(
        [...mirrored, ...ownFields],
        fieldTable.map(({ path }) => path),
      ),
    ).toEqual([]);
  });

  it("has every member of UpdateService's input but the service's own ARN, each in a block that is sent", () => {
    expect(differences([...updatable, "serviceArn"], updateLeaves)).toEqual([]);
  });

  it("has them by its type too", () => {
    expectTypeOf<Exclude<ApiLeaf, SpecLeaf>>().toBeNever();
    expectTypeOf<Exclude<SpecLeaf, ApiLeaf>>().toEqualTypeOf<(typeof ownFields)[number]>();
    // The type and the text of the declarations have the same members.
    expectTypeOf<"sourceConfiguration.imageRepository.imageConfiguration.port">().toExtend<ApiLeaf>();
    expect(createLeaves).toContain("sourceConfiguration.imageRepository.imageConfiguration.port");
  });

  it.each([
    {
      title: "a member that the API gets",
      declarations: sdkDeclarations().replace(
        "export interface EgressConfiguration {",
        "$&\n    Gateway?: string | undefined;",
      ),
      expected: ["the spec lacks networkConfiguration.egressConfiguration.gateway"],
    },
    {
      title: "a member that the API loses",
      declarations: sdkDeclarations().replace(/^ *KmsKey: .*$/m, ""),
      expected: ["the API lacks encryptionConfiguration.kmsKey"],
    },
  ])("would be found to differ by $title", ({ declarations, expected }) => {
    expect(differences(mirrored, leavesOf(shapesOf(declarations), "CreateServiceRequest"))).toEqual(expected);
  });
});
