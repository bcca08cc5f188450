import { expectTypeOf, it } from "vitest";
import type {
  AppRunnerService,
  AppRunnerServiceSpec,
  AppRunnerServiceStatus,
  Condition,
} from "./app-runner-service.ts";

type Source = NonNullable<AppRunnerServiceSpec["sourceConfiguration"]>;
type Image = NonNullable<Source["imageRepository"]>;
type Variables = NonNullable<NonNullable<Image["imageConfiguration"]>["runtimeEnvironmentVariables"]>;

it("types optional members as absent rather than undefined, and everything as read-only", () => {
  expectTypeOf<AppRunnerServiceSpec["region"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<{ region: undefined }>().not.toExtend<AppRunnerServiceSpec>();
  expectTypeOf<AppRunnerServiceSpec>().toExtend<Readonly<AppRunnerServiceSpec>>();
  expectTypeOf<AppRunnerServiceSpec["tags"]>().toEqualTypeOf<
    readonly { readonly key: string; readonly value?: string }[] | undefined
  >();
});

it("types choices as closed unions and maps as records", () => {
  expectTypeOf<Image["imageRepositoryType"]>().toEqualTypeOf<"ECR" | "ECR_PUBLIC">();
  expectTypeOf<AppRunnerServiceSpec["desiredState"]>().toEqualTypeOf<"Running" | "Paused" | undefined>();
  expectTypeOf<Variables>().toEqualTypeOf<{ readonly [name: string]: string }>();
  expectTypeOf<Condition["status"]>().toEqualTypeOf<"True" | "False" | "Unknown">();
  expectTypeOf<NonNullable<AppRunnerServiceStatus["conditions"]>[number]>().toEqualTypeOf<Condition>();
  expectTypeOf<AppRunnerService["kind"]>().toEqualTypeOf<"AppRunnerService">();
});
