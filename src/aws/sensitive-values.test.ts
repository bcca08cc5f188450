import { describe, expect, it } from "vitest";
import { sensitiveValuesOf } from "./sensitive-values.ts";

const sensitive = {
  RuntimeEnvironmentVariables: { A: "variable" },
  RuntimeEnvironmentSecrets: { B: "arn:aws:secretsmanager:us-east-1:111122223333:secret:x" },
  StartCommand: "start",
};
const expected = ["variable", "arn:aws:secretsmanager:us-east-1:111122223333:secret:x", "start"];

describe("the sensitive values of a request", () => {
  it("are those of an image's configuration", () => {
    const SourceConfiguration = {
      ImageRepository: {
        ImageIdentifier: "public.ecr.aws/a/b:1",
        ImageRepositoryType: "ECR_PUBLIC" as const,
        ImageConfiguration: { Port: "80", ...sensitive },
      },
    };
    expect(sensitiveValuesOf({ ServiceName: "web", SourceConfiguration }).toSorted()).toEqual(expected.toSorted());
  });

  it("are those of a code configuration, with the build command", () => {
    const SourceConfiguration = {
      CodeRepository: {
        RepositoryUrl: "https://github.com/a/b",
        SourceCodeVersion: { Type: "BRANCH" as const, Value: "main" },
        CodeConfiguration: {
          ConfigurationSource: "API" as const,
          CodeConfigurationValues: { Runtime: "NODEJS_22" as const, BuildCommand: "build", ...sensitive },
        },
      },
    };
    expect(sensitiveValuesOf({ ServiceArn: "arn", SourceConfiguration }).toSorted()).toEqual(
      ["build", ...expected].toSorted(),
    );
  });

  it("are none where no source is sent", () => {
    expect(sensitiveValuesOf({ ServiceArn: "arn" })).toEqual([]);
  });
});
