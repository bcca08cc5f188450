import { describe, expect, expectTypeOf, it } from "vitest";
import type { AppRunnerServiceSpec, AppRunnerServiceStatus, Condition } from "../../src/api/app-runner-service.ts";
import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";

const check = manifestChecker(appRunnerServiceDefinition);

type Source = NonNullable<AppRunnerServiceSpec["sourceConfiguration"]>;
type Image = NonNullable<Source["imageRepository"]>;
type Variables = NonNullable<NonNullable<Image["imageConfiguration"]>["runtimeEnvironmentVariables"]>;

/** The compiler judges the types (`npm run check`), the schema the value: both must take the same object. */
describe("what the static types allow", () => {
  it("is what the schema allows, for a spec", () => {
    const spec = {
      tags: [{ key: "team" }],
      desiredState: "Paused",
      sourceConfiguration: {
        imageRepository: {
          imageIdentifier: "public.ecr.aws/shop/orders:1",
          imageRepositoryType: "ECR_PUBLIC",
          imageConfiguration: { port: 80, runtimeEnvironmentVariables: { LOG_LEVEL: "info" } },
        },
      },
    } satisfies AppRunnerServiceSpec;
    expect(
      check({
        apiVersion: "apprunner-operator.dev/v1alpha1",
        kind: "AppRunnerService",
        metadata: { name: "orders" },
        spec,
      }),
    ).toEqual([]);
    expectTypeOf<{ region: undefined }>().not.toExtend<AppRunnerServiceSpec>();
    expectTypeOf<AppRunnerServiceSpec["tags"]>().toEqualTypeOf<
      readonly { readonly key: string; readonly value?: string }[] | undefined
    >();
    expectTypeOf<Image["imageRepositoryType"]>().toEqualTypeOf<"ECR" | "ECR_PUBLIC">();
    expectTypeOf<Variables>().toEqualTypeOf<{ readonly [name: string]: string }>();
  });

  it("is what the schema allows, for a status", () => {
    const ready = {
      type: "Ready",
      status: "True",
      reason: "Serving",
      message: "",
      observedGeneration: 1,
      lastTransitionTime: "2026-01-01T00:00:00Z",
    } satisfies Condition;
    const status = { conditions: [ready], observedGeneration: 1, appliedFields: [] } satisfies AppRunnerServiceStatus;
    const spec = { managementPolicy: "Observe" };
    expect(
      check({
        apiVersion: "apprunner-operator.dev/v1alpha1",
        kind: "AppRunnerService",
        metadata: { name: "orders" },
        spec,
        status,
      }),
    ).toEqual([]);
    expectTypeOf<NonNullable<AppRunnerServiceStatus["conditions"]>[number]>().toEqualTypeOf<Condition>();
  });
});
