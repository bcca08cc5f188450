import { atMostOne } from "../fields/at-most-one.ts";
import { observed, wasObserved } from "../fields/observed.ts";
import type { Rule } from "../schema/rule.ts";

const image = "self.sourceConfiguration.imageRepository";
const code = "self.sourceConfiguration.codeRepository";
const codeValues = `${code}.codeConfiguration.codeConfigurationValues`;

/** CEL for "`path` is given", which asks for every step of the path, since `has` looks at the last one only. */
function has(path: string): string {
  const steps = path.split(".");
  return steps
    .slice(1)
    .map((_step, index) => `has(${steps.slice(0, index + 2).join(".")})`)
    .join(" && ");
}

const hasSecrets = [
  `(${has(`${image}.imageConfiguration.runtimeEnvironmentSecrets`)} && size(${image}.imageConfiguration.runtimeEnvironmentSecrets) > 0)`,
  `(${has(`${codeValues}.runtimeEnvironmentSecrets`)} && ${code}.codeConfiguration.configurationSource == 'API' && size(${codeValues}.runtimeEnvironmentSecrets) > 0)`,
].join(" || ");

/** What App Runner needs. An observed service is never changed, so nothing is needed of it. */
const needs: readonly Rule[] = [
  {
    rule: `${observed} || has(self.sourceConfiguration)`,
    message: "`sourceConfiguration` must be given unless `managementPolicy` is Observe",
    reason: "FieldValueRequired",
    fieldPath: ".sourceConfiguration",
  },
  {
    rule: `${observed} || !(${has(image)} && ${image}.imageRepositoryType == 'ECR') || (${has("self.sourceConfiguration.authenticationConfiguration.accessRoleArn")})`,
    message: "`authenticationConfiguration.accessRoleArn` must be given when `imageRepositoryType` is ECR",
    reason: "FieldValueRequired",
    fieldPath: ".sourceConfiguration.authenticationConfiguration.accessRoleArn",
  },
  {
    rule: `${observed} || !(${has(code)}) || (${has("self.sourceConfiguration.authenticationConfiguration.connectionArn")}) || (${has("self.sourceConfiguration.authenticationConfiguration.connectionRef")})`,
    message: "`authenticationConfiguration.connectionArn` or `connectionRef` must be given with a `codeRepository`",
    reason: "FieldValueRequired",
    fieldPath: ".sourceConfiguration.authenticationConfiguration.connectionArn",
  },
  {
    rule: `${observed} || !(${hasSecrets}) || (${has("self.instanceConfiguration.instanceRoleArn")})`,
    message:
      "`instanceConfiguration.instanceRoleArn` must be given with `runtimeEnvironmentSecrets`: App Runner reads them in that role",
    reason: "FieldValueRequired",
    fieldPath: ".instanceConfiguration.instanceRoleArn",
  },
];

const bothHaveSource = "has(self.sourceConfiguration) && has(oldSelf.sourceConfiguration)";
const oldImage = "oldSelf.sourceConfiguration.imageRepository";

/**
 * What App Runner cannot change. The rules stand here and not at the fields, where removing a field and adding it again
 * would get around them. What an object said while it only observed bound nothing, so it may be corrected.
 */
const transitions: readonly Rule[] = [
  {
    rule: `${wasObserved} || !(${bothHaveSource}) || has(${code}) == has(oldSelf.sourceConfiguration.codeRepository)`,
    message:
      "a service cannot change between `codeRepository` and `imageRepository`; create another object with another `serviceName`",
    reason: "FieldValueForbidden",
    fieldPath: ".sourceConfiguration",
  },
  {
    rule: `${wasObserved} || !(${has(image)} && ${has(oldImage)}) || ${image}.imageRepositoryType == ${oldImage}.imageRepositoryType`,
    message: "`imageRepositoryType` is immutable; create another object with another `serviceName`",
    reason: "FieldValueForbidden",
    fieldPath: ".sourceConfiguration.imageRepository.imageRepositoryType",
  },
  {
    rule: `${wasObserved} || (has(self.encryptionConfiguration) == has(oldSelf.encryptionConfiguration) && (!has(self.encryptionConfiguration) || self.encryptionConfiguration.kmsKey == oldSelf.encryptionConfiguration.kmsKey))`,
    message:
      "`encryptionConfiguration` is immutable: it can be neither changed, removed nor added later; create another object with another `serviceName`",
    reason: "FieldValueForbidden",
    fieldPath: ".encryptionConfiguration",
  },
  {
    rule: `${observed} || ${wasObserved} || !(${has("oldSelf.instanceConfiguration.instanceRoleArn")}) || (${has("self.instanceConfiguration.instanceRoleArn")})`,
    message: "`instanceRoleArn` cannot be removed, since App Runner keeps the role; set it to another role instead",
    reason: "FieldValueForbidden",
    fieldPath: ".instanceConfiguration.instanceRoleArn",
  },
];

/** The rules that span fields of the spec. */
export const specRules: readonly Rule[] = [
  ...needs,
  atMostOne("autoScalingConfigurationArn", "autoScalingConfigurationRef"),
  ...transitions,
];
