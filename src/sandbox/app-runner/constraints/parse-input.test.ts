import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../base/json.ts";
import { Fault } from "../wire/fault.ts";
import { createServiceInput, listServicesInput, tagResourceInput, untagResourceInput } from "./inputs.ts";
import { parseInput } from "./parse-input.ts";
import type { StructureShape } from "./shape.ts";

function refusal(shape: StructureShape, body: Json): string {
  try {
    parseInput(shape, body);
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

const image = "public.ecr.aws/x1y2z3a4/demo:1";

function create(changes: JsonObject, imageChanges: JsonObject = {}): JsonObject {
  return {
    ServiceName: "demo-web",
    SourceConfiguration: {
      ImageRepository: { ImageIdentifier: image, ImageRepositoryType: "ECR_PUBLIC", ...imageChanges },
    },
    ...changes,
  };
}

const oneError = (text: string) => `InvalidRequestException: 1 validation error detected: ${text}`;
const atImage = "sourceConfiguration.imageRepository";
const atConfiguration = `${atImage}.imageConfiguration`;

const violated: readonly (readonly [string, StructureShape, Json, string])[] = [
  [
    "a required member",
    createServiceInput,
    { ServiceName: "demo-web" },
    oneError("Value null at 'sourceConfiguration' failed to satisfy constraint: Member must not be null"),
  ],
  [
    "a required member that is null",
    createServiceInput,
    create({ ServiceName: null }),
    oneError("Value null at 'serviceName' failed to satisfy constraint: Member must not be null"),
  ],
  [
    "every constraint of one value at once",
    createServiceInput,
    create({ ServiceName: "-_" }),
    "InvalidRequestException: 2 validation errors detected: " +
      "Value '-_' at 'serviceName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9][A-Za-z0-9-_]{3,39}; " +
      "Value '-_' at 'serviceName' failed to satisfy constraint: Member must have length greater than or equal to 4",
  ],
  [
    "a length",
    createServiceInput,
    create({ ServiceName: "a".repeat(41) }),
    "InvalidRequestException: 2 validation errors detected: " +
      `Value '${"a".repeat(41)}' at 'serviceName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9][A-Za-z0-9-_]{3,39}; ` +
      `Value '${"a".repeat(41)}' at 'serviceName' failed to satisfy constraint: Member must have length less than or equal to 40`,
  ],
  [
    "a set of values, deep inside",
    createServiceInput,
    create({}, { ImageRepositoryType: "DOCKER_HUB" }),
    oneError(
      `Value 'DOCKER_HUB' at '${atImage}.imageRepositoryType' failed to satisfy constraint: Member must satisfy enum value set: [ECR, ECR_PUBLIC]`,
    ),
  ],
  [
    "the most of a number",
    createServiceInput,
    create({ HealthCheckConfiguration: { Interval: 21 } }),
    oneError(
      "Value '21' at 'healthCheckConfiguration.interval' failed to satisfy constraint: Member must have value less than or equal to 20",
    ),
  ],
  [
    "the least of a number",
    listServicesInput,
    { MaxResults: 0 },
    oneError(
      "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ),
  ],
  [
    "a sensitive value, without repeating it",
    createServiceInput,
    create({}, { ImageConfiguration: { StartCommand: "token=s3cret\nx" } }),
    oneError(
      `Value at '${atConfiguration}.startCommand' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\x0a\\x0d]+`,
    ),
  ],
  [
    "a value in a map, without its key",
    createServiceInput,
    create({}, { ImageConfiguration: { RuntimeEnvironmentVariables: { PASSWORD: "s3cret\n" } } }),
    oneError(
      `Value at '${atConfiguration}.runtimeEnvironmentVariables' failed to satisfy constraint: Map value must satisfy constraint: [Member must satisfy regular expression pattern: .*]`,
    ),
  ],
  [
    "a key of a map, without repeating it",
    createServiceInput,
    create({}, { ImageConfiguration: { RuntimeEnvironmentSecrets: { "": "x" } } }),
    oneError(
      `Value at '${atConfiguration}.runtimeEnvironmentSecrets' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length greater than or equal to 1]`,
    ),
  ],
  [
    "a value of a map that is null",
    createServiceInput,
    create({}, { ImageConfiguration: { RuntimeEnvironmentVariables: { A: null } } }),
    oneError(
      `Value at '${atConfiguration}.runtimeEnvironmentVariables' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]`,
    ),
  ],
  [
    "a member of a list, counted from 1",
    tagResourceInput,
    {
      ResourceArn: "arn:aws:apprunner:us-east-1:111122223333:service/demo",
      Tags: [{ Key: "team" }, { Key: "aws:team" }],
    },
    oneError(
      "Value 'aws:team' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?!aws:).+",
    ),
  ],
  [
    "a member of a list that is null",
    untagResourceInput,
    { ResourceArn: "arn:aws:apprunner:us-east-1:111122223333:service/demo", TagKeys: [null] },
    oneError("Value null at 'tagKeys.1.member' failed to satisfy constraint: Member must not be null"),
  ],
];

const unserializable: readonly (readonly [string, Json, string])[] = [
  [
    "a port that is a number",
    create({}, { ImageConfiguration: { Port: 8080 } }),
    "NUMBER_VALUE can not be converted to a String",
  ],
  [
    "a number that is text",
    create({ HealthCheckConfiguration: { Interval: "5" } }),
    "STRING_VALUE can not be converted to an Integer",
  ],
  [
    "a fraction",
    create({ HealthCheckConfiguration: { Interval: 1.5 } }),
    "DECIMAL_VALUE can not be converted to an Integer",
  ],
  [
    "a boolean that is text",
    create({ ObservabilityConfiguration: { ObservabilityEnabled: "true" } }),
    "STRING_VALUE can not be converted to a Boolean",
  ],
  [
    "a structure that is a list",
    create({ InstanceConfiguration: [] }),
    "START_ARRAY can not be converted to a Structure",
  ],
  ["a list that is a structure", create({ Tags: {} }), "START_OBJECT can not be converted to a List"],
  [
    "a map that is text",
    create({}, { ImageConfiguration: { RuntimeEnvironmentVariables: "A=1" } }),
    "STRING_VALUE can not be converted to a Map",
  ],
  ["text that is true", create({ ServiceName: true }), "TRUE_VALUE can not be converted to a String"],
];

describe("parseInput", () => {
  it.each(violated)("names %s", (_name, shape, body, text) => {
    expect(refusal(shape, body)).toBe(text);
  });

  it.each(unserializable)("does not take %s", (_name, body, text) => {
    expect(refusal(createServiceInput, body)).toBe(`SerializationException: ${text}`);
  });

  it("leaves out unknown members and those that are null", () => {
    expect(parseInput(createServiceInput, create({ Surprise: 1, Tags: null }))).toEqual(create({}));
  });

  it.each([
    "public.ecr.aws/x1y2z3a4/demo",
    "public.ecr.aws/x1y2z3a4/team/demo:v1.2_3-rc",
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web",
    `111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop@sha256:${"0".repeat(64)}`,
  ])("takes the image %s", (ImageIdentifier) => {
    expect(refusal(createServiceInput, create({}, { ImageIdentifier }))).toBe("accepted");
  });

  it.each([
    "nginx",
    "docker.io/library/nginx:1",
    "public.ecr.aws/demo:1",
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/Shop",
  ])("does not take the image %s", (ImageIdentifier) => {
    expect(refusal(createServiceInput, create({}, { ImageIdentifier }))).toContain(
      `Value '${ImageIdentifier}' at '${atImage}.imageIdentifier' failed to satisfy constraint: Member must satisfy regular`,
    );
  });

  it.each([
    ["Cpu", "0.25 vCPU", "3 vCPU"],
    ["Cpu", "4096", "128"],
    ["Memory", "0.5 GB", "5 GB"],
    ["Memory", "12288", "1 G"],
    ["InstanceRoleArn", "arn:aws:iam::111122223333:role/path/name", "arn:aws:iam::111122223333:user/name"],
  ])("takes %s %s but not %s", (member, good, bad) => {
    expect(refusal(createServiceInput, create({ InstanceConfiguration: { [member]: good } }))).toBe("accepted");
    expect(refusal(createServiceInput, create({ InstanceConfiguration: { [member]: bad } }))).toContain("Value '");
  });
});
