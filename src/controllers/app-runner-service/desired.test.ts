import { describe, expect, it } from "vitest";
import type { Json } from "../../base/json.ts";
import { desiredConfiguration } from "./desired.ts";
import { place } from "./testing/samples.ts";

const context = { place, partition: "aws" };
const image = "sourceConfiguration.imageRepository.imageIdentifier";
const imageType = "sourceConfiguration.imageRepository.imageRepositoryType";
const variables = "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables";
const command = "sourceConfiguration.imageRepository.imageConfiguration.startCommand";
const autoDeploy = "sourceConfiguration.autoDeploymentsEnabled";
const accessRole = "sourceConfiguration.authenticationConfiguration.accessRoleArn";
const code = "sourceConfiguration.codeRepository.codeConfiguration";
const egress = "networkConfiguration.egressConfiguration";
const observability = "observabilityConfiguration";

type Values = Readonly<Record<string, Json>>;

function desired(
  spec: Values,
  live?: Values,
  applied: readonly string[] = [],
): ReturnType<typeof desiredConfiguration> {
  const liveLeaves = live && new Map(Object.entries(live));
  return desiredConfiguration(new Map(Object.entries(spec)), liveLeaves, new Set(applied), context);
}

interface Case {
  readonly title: string;
  readonly spec: Values;
  readonly live?: Values;
  readonly applied?: readonly string[];
  readonly expected: Values;
}

const cases: readonly Case[] = [
  {
    title: "a role that was applied and is named no more stays, for App Runner takes none away",
    spec: {},
    live: { "instanceConfiguration.instanceRoleArn": "arn:r" },
    applied: ["instanceConfiguration.instanceRoleArn"],
    expected: { "instanceConfiguration.instanceRoleArn": "arn:r" },
  },
  {
    title: "the live settings of an image are none of source code",
    spec: { "sourceConfiguration.codeRepository.repositoryUrl": "https://x" },
    live: { [image]: "web:1", [command]: "serve" },
    expected: { "sourceConfiguration.codeRepository.repositoryUrl": "https://x" },
  },
  {
    title: "what the manifest names counts",
    spec: { "instanceConfiguration.cpu": "512" },
    live: { "instanceConfiguration.cpu": "1024" },
    expected: { "instanceConfiguration.cpu": "512" },
  },
  {
    title: "what was never applied stays as it is live",
    spec: {},
    live: { "instanceConfiguration.cpu": "512" },
    expected: { "instanceConfiguration.cpu": "512" },
  },
  {
    title: "what was applied and is named no more goes to its default",
    spec: {},
    live: { "instanceConfiguration.cpu": "512" },
    applied: ["instanceConfiguration.cpu"],
    expected: { "instanceConfiguration.cpu": "1024" },
  },
  {
    title: "a map that was never applied stays whole",
    spec: {},
    live: { [variables]: { A: "1" } },
    expected: { [variables]: { A: "1" } },
  },
  {
    title: "a map that the manifest names has exactly its keys",
    spec: { [variables]: { B: "2" } },
    live: { [variables]: { A: "1" } },
    expected: { [variables]: { B: "2" } },
  },
  {
    title: "a map that was applied and is named no more becomes empty",
    spec: {},
    live: { [variables]: { A: "1" } },
    applied: [variables],
    expected: { [variables]: {} },
  },
  {
    title: "a command that was applied and is named no more is left out",
    spec: {},
    live: { [command]: "npm start" },
    applied: [command],
    expected: {},
  },
  {
    title: "a false that the manifest names is no absence",
    spec: { "networkConfiguration.ingressConfiguration.isPubliclyAccessible": false },
    live: { "networkConfiguration.ingressConfiguration.isPubliclyAccessible": true },
    expected: { "networkConfiguration.ingressConfiguration.isPubliclyAccessible": false },
  },
  {
    title: "for a service that does not exist nothing is reset",
    spec: { [image]: "web:1" },
    applied: ["instanceConfiguration.cpu"],
    expected: { [image]: "web:1" },
  },
  {
    title: "automatic deployment goes back on for an image of the account",
    spec: { [image]: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" },
    live: {},
    applied: [autoDeploy],
    expected: { [image]: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", [autoDeploy]: true },
  },
  {
    title: "automatic deployment goes back off for a public image",
    spec: { [image]: "public.ecr.aws/x/web:1" },
    live: {},
    applied: [autoDeploy],
    expected: { [image]: "public.ecr.aws/x/web:1", [autoDeploy]: false },
  },
  {
    title: "automatic deployment goes back off for an image of another account",
    spec: { [image]: "444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1" },
    live: {},
    applied: [autoDeploy],
    expected: { [image]: "444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1", [autoDeploy]: false },
  },
  {
    title: "automatic deployment goes back on for source code",
    spec: {},
    live: {},
    applied: [autoDeploy],
    expected: { [autoDeploy]: true },
  },
  {
    title: "auto scaling goes back to the account's default",
    spec: {},
    live: { autoScalingConfigurationArn: "arn:busy" },
    applied: ["autoScalingConfigurationArn"],
    expected: {
      autoScalingConfigurationArn:
        "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
    },
  },
  {
    title: "the live connector is not sent with traffic that leaves by default",
    spec: { [`${egress}.egressType`]: "DEFAULT" },
    live: { [`${egress}.egressType`]: "VPC", [`${egress}.vpcConnectorArn`]: "arn:c" },
    expected: { [`${egress}.egressType`]: "DEFAULT" },
  },
  {
    title: "the live connector is kept with traffic that leaves through the VPC",
    spec: { [`${egress}.egressType`]: "VPC" },
    live: { [`${egress}.vpcConnectorArn`]: "arn:c" },
    expected: { [`${egress}.egressType`]: "VPC", [`${egress}.vpcConnectorArn`]: "arn:c" },
  },
  {
    title: "the live configuration is not sent with observability off",
    spec: { [`${observability}.observabilityEnabled`]: false },
    live: { [`${observability}.observabilityConfigurationArn`]: "arn:o" },
    expected: { [`${observability}.observabilityEnabled`]: false },
  },
  {
    title: "values are not sent where apprunner.yaml has them",
    spec: { [`${code}.configurationSource`]: "REPOSITORY" },
    live: { [`${code}.codeConfigurationValues.runtime`]: "NODEJS_22" },
    expected: { [`${code}.configurationSource`]: "REPOSITORY" },
  },
  {
    title: "no role is sent with a public image",
    spec: { [imageType]: "ECR_PUBLIC", [accessRole]: "arn:r" },
    expected: { [imageType]: "ECR_PUBLIC" },
  },
];

describe("what a service is to be configured as", () => {
  it.each(cases)("$title", ({ spec, live, applied, expected }) => {
    expect(Object.fromEntries(desired(spec, live, applied).complete)).toEqual(expected);
  });

  it("decides what the manifest names or named, and not what is merely live", () => {
    const { decided } = desired({ [image]: "web:1" }, { "instanceConfiguration.memory": "4096" }, [command]);
    expect([...decided]).toEqual([
      [image, "web:1"],
      [command, null],
    ]);
  });

  it.each<{ title: string; other: ReturnType<typeof desired>; same: boolean }>([
    {
      title: "is the same whatever is live beside it",
      other: desired({ [image]: "web:1" }, { "instanceConfiguration.cpu": "512" }),
      same: true,
    },
    { title: "is another one for another image", other: desired({ [image]: "web:2" }), same: false },
    {
      title: "is another one when something is reset",
      other: desired({ [image]: "web:1" }, {}, [command]),
      same: false,
    },
  ])("has a hash that $title", ({ other, same }) => {
    expect(desired({ [image]: "web:1" }).hash === other.hash).toBe(same);
  });

  it("has the same hash in whatever order the variables stand", () => {
    expect(desired({ [variables]: { A: "1", B: "2" } }).hash).toBe(desired({ [variables]: { B: "2", A: "1" } }).hash);
  });
});
