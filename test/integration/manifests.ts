import type { AppRunnerService } from "../../src/api/app-runner-service.ts";
import type { Seed } from "../../src/sandbox/app-runner/admin/seed.ts";
import type { JsonObject } from "../../src/base/json.ts";

type ImageSource = Seed["SourceConfiguration"];
type ConditionType = "Ready" | "Synced" | "Reconciling" | "Stalled";

export function manifest(name: string, spec: JsonObject): JsonObject {
  return { apiVersion: "apprunner-operator.dev/v1alpha1", kind: "AppRunnerService", metadata: { name }, spec };
}

/** A spec with a public image of that tag. */
export function imageSpec(tag: string, variables: JsonObject = { COLOUR: "blue" }, more: JsonObject = {}): JsonObject {
  return {
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${tag}`,
        imageRepositoryType: "ECR_PUBLIC",
        imageConfiguration: { port: 8000, runtimeEnvironmentVariables: variables },
      },
    },
    ...more,
  };
}

/** The same as the API's input, for services that others make. */
export function imageSource(
  tag: string,
  variables: Readonly<Record<string, string>> = { COLOUR: "blue" },
): ImageSource {
  return {
    ImageRepository: {
      ImageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${tag}`,
      ImageRepositoryType: "ECR_PUBLIC",
      ImageConfiguration: { Port: "8000", RuntimeEnvironmentVariables: variables },
    },
  };
}

/** A condition as `<status> <reason>`; "absent" where it does not stand. */
export function shown({ status }: AppRunnerService, type: ConditionType): string {
  const condition = status?.conditions?.find((candidate) => candidate.type === type);
  return condition === undefined ? "absent" : `${condition.status} ${condition.reason}`;
}

export function messageOf({ status }: AppRunnerService, type: ConditionType): string {
  return status?.conditions?.find((candidate) => candidate.type === type)?.message ?? "";
}
