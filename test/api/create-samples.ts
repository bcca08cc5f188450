import type { JsonObject } from "../../src/base/json.ts";
import { editObject } from "./edit-object.ts";
import type { Edit } from "./edit-object.ts";
import { codeSpec, imageSpec, manifestOf, minimalSpec } from "./manifests.ts";
import { instanceSizeSamples } from "./instance-size-samples.ts";
import { byRule, bySchema } from "./sample.ts";
import type { CreateSample, Refusal } from "./sample.ts";

const source = "sourceConfiguration";
const image = `${source}.imageRepository`;
const imageConfiguration = `${image}.imageConfiguration`;
const code = `${source}.codeRepository`;
const authentication = `${source}.authenticationConfiguration`;
const egress = "networkConfiguration.egressConfiguration";
const takeoverMessage = "`takeoverFrom` must be given exactly when `policy` is Takeover";

const minimal = manifestOf(minimalSpec);
const full = manifestOf(imageSpec);
const fromCode = manifestOf(codeSpec);

function accepted(name: string, manifest: JsonObject, edit: Edit = {}): CreateSample {
  return { name, manifest: editObject(manifest, inSpec(edit)), expect: "accepted" };
}

function refused(name: string, manifest: JsonObject, edit: Edit, refusal: Refusal): CreateSample {
  return {
    name,
    manifest: editObject(manifest, inSpec(edit)),
    expect: { ...refusal, field: `spec.${refusal.field}` },
  };
}

function inSpec(edit: Edit): Edit {
  return Object.fromEntries(Object.entries(edit).map(([path, value]) => [`spec.${path}`, value]));
}

function entries(count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`NAME_${index}`, "value"]));
}

function tags(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, value: "value" }));
}

const names: readonly CreateSample[] = [
  ...["a234", "a".repeat(40), "0-service"].map((name) => ({
    name: `metadata.name ${name} can be the service's name`,
    manifest: manifestOf(minimalSpec, name),
    expect: "accepted" as const,
  })),
  ...["abc", "a".repeat(41), "shop.orders"].map((name) => ({
    name: `metadata.name ${name} cannot be the service's name`,
    manifest: manifestOf(minimalSpec, name),
    expect: byRule("spec.serviceName", "rename the object or give `spec.serviceName`"),
  })),
  {
    name: "any metadata.name does when spec.serviceName is given",
    manifest: manifestOf({ ...minimalSpec, serviceName: "Orders_2" }, "shop.orders"),
    expect: "accepted",
  },
  refused("a serviceName of three characters", minimal, { serviceName: "abc" }, bySchema("serviceName", "at least 4")),
  refused(
    "a serviceName with a dot",
    minimal,
    { serviceName: "shop.orders" },
    bySchema("serviceName", "should match '^[A-Za-z0-9]"),
  ),
];

const policies: readonly CreateSample[] = [
  accepted("an observed service needs nothing else", manifestOf({ managementPolicy: "Observe" })),
  accepted(
    "an observed service may be named by its ARN",
    manifestOf({
      managementPolicy: "Observe",
      adoption: { arn: "arn:aws:apprunner:eu-west-1:111122223333:service/orders/0123456789abcdef0123456789abcdef" },
    }),
  ),
  accepted("an observed service needs no roles", full, {
    managementPolicy: "Observe",
    [`${authentication}.accessRoleArn`]: null,
    "instanceConfiguration.instanceRoleArn": null,
  }),
  refused(
    "a managed service without a source",
    manifestOf({}),
    {},
    byRule(source, "must be given unless `managementPolicy` is Observe"),
  ),
  refused(
    "an unknown policy",
    minimal,
    { managementPolicy: "Ignore" },
    bySchema("managementPolicy", 'supported values: "Manage", "ReportDrift", "Observe"'),
  ),
  refused(
    "a drift interval under a minute",
    minimal,
    { driftIntervalSeconds: 59 },
    bySchema("driftIntervalSeconds", "greater than or equal to 60"),
  ),
  refused(
    "a drift interval over a week",
    minimal,
    { driftIntervalSeconds: 604801 },
    bySchema("driftIntervalSeconds", "less than or equal to 604800"),
  ),
  refused("an empty deployment token", minimal, { deploymentToken: "" }, bySchema("deploymentToken", "at least 1")),
  ...["cluster-1/shop/orders", "cloudformation/shop", "copilot/shop"].map((owner) =>
    accepted(`a takeover from ${owner}`, minimal, { adoption: { policy: "Takeover", takeoverFrom: owner } }),
  ),
  refused(
    "a takeover that does not say from whom",
    minimal,
    { adoption: { policy: "Takeover" } },
    byRule("adoption.takeoverFrom", takeoverMessage),
  ),
  refused(
    "a former owner without a takeover",
    minimal,
    { adoption: { policy: "IfUnowned", takeoverFrom: "copilot/shop" } },
    byRule("adoption.takeoverFrom", takeoverMessage),
  ),
  refused(
    "a former owner of no known form",
    minimal,
    { adoption: { policy: "Takeover", takeoverFrom: "terraform" } },
    bySchema("adoption.takeoverFrom", "should match"),
  ),
  refused(
    "adoption by the ARN of something else",
    minimal,
    { adoption: { policy: "IfUnowned", arn: "arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/shop/1/0123" } },
    bySchema("adoption.arn", "should match"),
  ),
];

const tagSamples: readonly CreateSample[] = [
  accepted("40 tags, one of them without a value", minimal, { tags: [...tags(39), { key: "bare" }] }),
  refused("41 tags", minimal, { tags: tags(41) }, bySchema("tags", "at most 40")),
  refused(
    "a tag key of AWS",
    minimal,
    { tags: [{ key: "aws:cloudformation:stack-name", value: "shop" }] },
    byRule("tags[0].key", "must not begin with aws:"),
  ),
  refused(
    "a tag key of this operator",
    minimal,
    { tags: [{ key: "team" }, { key: "apprunner-operator.dev/origin", value: "created" }] },
    byRule("tags[1].key", "must not begin with apprunner-operator.dev/"),
  ),
  accepted("a tag key that only resembles ours", minimal, { tags: [{ key: "apprunner-operator.development" }] }),
];

const sources: readonly CreateSample[] = [
  accepted("the least that a service needs", minimal),
  accepted("everything that can be said of a service from an image", full),
  accepted("everything that can be said of a service from code", fromCode),
  accepted("a digest in place of a tag", minimal, {
    [`${image}.imageIdentifier`]: `public.ecr.aws/shop/orders@sha256:${"0".repeat(64)}`,
  }),
  refused(
    "an image of another registry",
    minimal,
    { [`${image}.imageIdentifier`]: "docker.io/library/nginx:latest" },
    bySchema(`${image}.imageIdentifier`, "should match"),
  ),
  refused(
    "an image of another registry, which is told where to go",
    minimal,
    { [`${image}.imageIdentifier`]: "docker.io/library/nginx:latest" },
    byRule(`${image}.imageIdentifier`, "copy images of other registries there"),
  ),
  refused(
    "a user in place of a role, which is told what a role looks like",
    full,
    { [`${authentication}.accessRoleArn`]: "arn:aws:iam::111122223333:user/somebody" },
    byRule(`${authentication}.accessRoleArn`, "must be the ARN of an IAM role: arn:aws:iam::<account>:role/<name>"),
  ),
  refused(
    "an image with something before it",
    minimal,
    { [`${image}.imageIdentifier`]: "https://public.ecr.aws/shop/orders:1" },
    bySchema(`${image}.imageIdentifier`, "should match"),
  ),
  refused("a source that is neither", minimal, { [source]: {} }, byRule(source, "exactly one of `codeRepository`")),
  refused(
    "a source that is both",
    fromCode,
    { [image]: { imageIdentifier: "public.ecr.aws/shop/orders:1", imageRepositoryType: "ECR_PUBLIC" } },
    byRule(source, "exactly one of `codeRepository`"),
  ),
  refused(
    "an image without its repository's type",
    minimal,
    { [`${image}.imageRepositoryType`]: null },
    bySchema(`${image}.imageRepositoryType`, "Required value"),
  ),
  refused(
    "a private image without a role to pull it",
    full,
    { [authentication]: null },
    byRule(`${authentication}.accessRoleArn`, "must be given when `imageRepositoryType` is ECR"),
  ),
  accepted("a public image with a role to pull it, which App Runner does not need", minimal, {
    [`${authentication}.accessRoleArn`]: "arn:aws:iam::111122223333:role/ecr-access",
  }),
  refused(
    "a role that is none",
    full,
    { [`${authentication}.accessRoleArn`]: "arn:aws:iam::111122223333:user/somebody" },
    bySchema(`${authentication}.accessRoleArn`, "should match"),
  ),
  refused(
    "code without a connection",
    fromCode,
    { [authentication]: null },
    byRule(`${authentication}.connectionArn`, "must be given with a `codeRepository`"),
  ),
  refused(
    "a configuration by API without its values",
    fromCode,
    { [`${code}.codeConfiguration`]: { configurationSource: "API" } },
    byRule(`${code}.codeConfiguration.codeConfigurationValues`, "must be given when `configurationSource` is API"),
  ),
  accepted("a configuration by the repository", fromCode, {
    [`${code}.codeConfiguration`]: { configurationSource: "REPOSITORY" },
  }),
  refused(
    "an unknown runtime",
    fromCode,
    { [`${code}.codeConfiguration.codeConfigurationValues.runtime`]: "COBOL_60" },
    bySchema(`${code}.codeConfiguration.codeConfigurationValues.runtime`, "Unsupported value"),
  ),
  refused(
    "a start command of two lines",
    full,
    { [`${imageConfiguration}.startCommand`]: "npm ci\nnpm start" },
    bySchema(`${imageConfiguration}.startCommand`, "should match"),
  ),
];

const environmentSamples: readonly CreateSample[] = [
  ...[1, 65535, "1", "8080", "65535"].map((port) =>
    accepted(`port ${JSON.stringify(port)}`, full, { [`${imageConfiguration}.port`]: port }),
  ),
  refused("port 0", full, { [`${imageConfiguration}.port`]: 0 }, bySchema(`${imageConfiguration}.port`, "equal to 1")),
  refused(
    "port 65536",
    full,
    { [`${imageConfiguration}.port`]: 65536 },
    bySchema(`${imageConfiguration}.port`, "equal to 65535"),
  ),
  ...["0", "65536", "http", ""].map((port) =>
    refused(
      `port ${JSON.stringify(port)}`,
      full,
      { [`${imageConfiguration}.port`]: port },
      byRule(`${imageConfiguration}.port`, "`port` must be a number from 1 to 65535"),
    ),
  ),
  accepted("200 variables", full, { [`${imageConfiguration}.runtimeEnvironmentVariables`]: entries(200) }),
  refused(
    "201 variables",
    full,
    { [`${imageConfiguration}.runtimeEnvironmentVariables`]: entries(201) },
    bySchema(`${imageConfiguration}.runtimeEnvironmentVariables`, "at most 200"),
  ),
  refused(
    "a variable that App Runner reserves",
    full,
    { [`${imageConfiguration}.runtimeEnvironmentVariables`]: { AWSAPPRUNNER_MODE: "x" } },
    byRule(`${imageConfiguration}.runtimeEnvironmentVariables`, "begin with AWSAPPRUNNER are reserved"),
  ),
  refused(
    "a variable without a name",
    full,
    { [`${imageConfiguration}.runtimeEnvironmentVariables`]: { "": "x" } },
    byRule(`${imageConfiguration}.runtimeEnvironmentVariables`, "must have 1 to 51200 characters"),
  ),
  refused(
    "a secret without a role to read it",
    full,
    { "instanceConfiguration.instanceRoleArn": null },
    byRule("instanceConfiguration.instanceRoleArn", "must be given with `runtimeEnvironmentSecrets`"),
  ),
  refused(
    "a secret of a service from code without a role to read it",
    fromCode,
    { instanceConfiguration: null },
    byRule("instanceConfiguration.instanceRoleArn", "must be given with `runtimeEnvironmentSecrets`"),
  ),
  accepted("an empty map of secrets needs no role", full, {
    [`${imageConfiguration}.runtimeEnvironmentSecrets`]: {},
    "instanceConfiguration.instanceRoleArn": null,
  }),
  accepted("secrets that App Runner ignores need no role", fromCode, {
    [`${code}.codeConfiguration.configurationSource`]: "REPOSITORY",
    "instanceConfiguration.instanceRoleArn": null,
  }),
  refused(
    "a secret that refers to nothing",
    full,
    { [`${imageConfiguration}.runtimeEnvironmentSecrets`]: { API_KEY: "" } },
    bySchema(`${imageConfiguration}.runtimeEnvironmentSecrets.API_KEY`, "at least 1"),
  ),
];

const otherBlocks: readonly CreateSample[] = [
  accepted("a path beside a TCP health check, as App Runner itself reports it", minimal, {
    healthCheckConfiguration: { protocol: "TCP", path: "/" },
  }),
  refused(
    "an interval of 21 seconds",
    minimal,
    { healthCheckConfiguration: { interval: 21 } },
    bySchema("healthCheckConfiguration.interval", "less than or equal to 20"),
  ),
  refused(
    "traffic through a VPC without a connector",
    minimal,
    { [egress]: { egressType: "VPC" } },
    byRule(`${egress}.vpcConnectorArn`, "must be given exactly when `egressType` is VPC"),
  ),
  refused(
    "a connector without traffic through it",
    full,
    { [`${egress}.egressType`]: null },
    byRule(`${egress}.vpcConnectorArn`, "must be given exactly when `egressType` is VPC"),
  ),
  accepted("traffic to the internet", minimal, { [egress]: { egressType: "DEFAULT" } }),
  refused(
    "tracing without a configuration",
    minimal,
    { observabilityConfiguration: { observabilityEnabled: true } },
    byRule("observabilityConfiguration.observabilityConfigurationArn", "exactly when `observabilityEnabled` is true"),
  ),
  refused(
    "a tracing configuration without tracing",
    full,
    { "observabilityConfiguration.observabilityEnabled": false },
    byRule("observabilityConfiguration.observabilityConfigurationArn", "exactly when `observabilityEnabled` is true"),
  ),
  accepted("no tracing", minimal, { observabilityConfiguration: { observabilityEnabled: false } }),
  accepted("an auto scaling configuration by name alone", minimal, {
    autoScalingConfigurationArn: "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/busy",
  }),
  refused(
    "a key that is an alias",
    minimal,
    { "encryptionConfiguration.kmsKey": "arn:aws:kms:eu-west-1:111122223333:alias/orders" },
    bySchema("encryptionConfiguration.kmsKey", "should match"),
  ),
];

/** Manifests to create, valid and not. */
export const createSamples: readonly CreateSample[] = [
  ...names,
  ...policies,
  ...tagSamples,
  ...sources,
  ...environmentSamples,
  ...instanceSizeSamples,
  ...otherBlocks,
];
