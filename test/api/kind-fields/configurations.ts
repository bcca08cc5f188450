import { autoScalingConfigurationDefinition } from "../../../src/api/auto-scaling-configuration/kind-definition.ts";
import { connectionDefinition } from "../../../src/api/connection/kind-definition.ts";
import { observabilityConfigurationDefinition } from "../../../src/api/observability-configuration/kind-definition.ts";
import { vpcConnectorDefinition } from "../../../src/api/vpc-connector/kind-definition.ts";
import { byRule } from "../sample.ts";
import { operator, otherOperator, type Subject } from "./subject.ts";

const at = "arn:aws:apprunner:eu-west-1:111122223333";
const id = "0123456789abcdef0123456789abcdef";

const common = {
  ...operator,
  awsAccountRef: { name: "production" },
  region: "eu-west-1",
  tags: [{ key: "team", value: "payments" }],
} as const;

const otherCommon = {
  ...otherOperator,
  region: "eu-central-1",
  tags: [{ key: "team", value: "search" }],
  "adoption.policy": "IfUnowned",
  "adoption.takeoverFrom": "cloudformation/shop",
  "adoption.onDifference": "Apply",
} as const;

const takeover = { policy: "Takeover", takeoverFrom: "copilot/shop", onDifference: "Refuse" } as const;
const onlyWithTakeover = byRule("spec.adoption.takeoverFrom", "exactly when `policy` is Takeover");
const ofTakeover: Subject["refusals"] = {
  "adoption.policy": { change: onlyWithTakeover, removal: onlyWithTakeover },
  "adoption.takeoverFrom": { removal: onlyWithTakeover },
};
const ofTakeoverExclusions: Subject["exclusions"] = {
  "adoption.policy": { "later addition": "a takeover names the owner along with it" },
  "adoption.takeoverFrom": { "later addition": "a takeover names the owner along with it" },
};

/** How each step of the field is refused that holds the name at App Runner. */
function ofName(field: string): Subject["refusals"] {
  const path = `spec.${field}`;
  return {
    [field]: {
      change: byRule(path, `\`${field}\` is immutable`),
      removal: byRule(path, `\`${path}\` cannot be removed`),
      "later addition": byRule(path, `\`${path}\` can be added later only if it equals`),
    },
  };
}

/** The kinds that services refer to. */
export const configurations: readonly Subject[] = [
  {
    definition: autoScalingConfigurationDefinition,
    full: {
      ...common,
      adoption: { ...takeover, arn: `${at}:autoscalingconfiguration/busy/1/${id}` },
      autoScalingConfigurationName: "busy",
      maxConcurrency: 50,
      minSize: 2,
      maxSize: 10,
      default: true,
    },
    others: {
      ...otherCommon,
      "adoption.arn": `${at}:autoscalingconfiguration/other/1/${id}`,
      autoScalingConfigurationName: "other",
      maxConcurrency: 60,
      minSize: 3,
      maxSize: 12,
      default: false,
    },
    instead: {},
    refusals: { ...ofTakeover, ...ofName("autoScalingConfigurationName") },
    exclusions: ofTakeoverExclusions,
  },
  {
    definition: observabilityConfigurationDefinition,
    full: {
      ...common,
      adoption: { ...takeover, arn: `${at}:observabilityconfiguration/traces/1/${id}` },
      observabilityConfigurationName: "traces",
      traceConfiguration: { vendor: "AWSXRAY" },
    },
    others: {
      ...otherCommon,
      "adoption.arn": `${at}:observabilityconfiguration/other/1/${id}`,
      observabilityConfigurationName: "other",
    },
    instead: {},
    refusals: { ...ofTakeover, ...ofName("observabilityConfigurationName") },
    exclusions: { ...ofTakeoverExclusions, "traceConfiguration.vendor": { change: "AWSXRAY is the only value" } },
  },
  {
    definition: vpcConnectorDefinition,
    full: {
      ...common,
      adoption: { ...takeover, arn: `${at}:vpcconnector/private/1/${id}` },
      vpcConnectorName: "private",
      subnets: ["subnet-1", "subnet-2"],
      securityGroups: ["sg-1"],
    },
    others: {
      ...otherCommon,
      "adoption.arn": `${at}:vpcconnector/other/1/${id}`,
      vpcConnectorName: "other",
      subnets: ["subnet-3"],
      securityGroups: ["sg-2", "sg-3"],
    },
    instead: {},
    refusals: {
      ...ofTakeover,
      ...ofName("vpcConnectorName"),
      subnets: { removal: byRule("spec.subnets", "must name at least one subnet") },
    },
    exclusions: { ...ofTakeoverExclusions, subnets: { "later addition": "no managed object is without it" } },
  },
  {
    definition: connectionDefinition,
    full: {
      ...common,
      adoption: { ...takeover, arn: `${at}:connection/github/${id}` },
      connectionName: "github",
      providerType: "GITHUB",
    },
    others: {
      ...otherCommon,
      "adoption.arn": `${at}:connection/other/${id}`,
      connectionName: "other",
      providerType: "BITBUCKET",
    },
    instead: {},
    refusals: {
      ...ofTakeover,
      ...ofName("connectionName"),
      providerType: {
        change: byRule("spec.providerType", "`providerType` is immutable"),
        removal: byRule("spec.providerType", "can be neither changed, removed nor added later"),
      },
    },
    exclusions: { ...ofTakeoverExclusions, providerType: { "later addition": "no managed object is without it" } },
  },
];
