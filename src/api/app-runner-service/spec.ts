import { Type } from "typebox";
import type { Static } from "typebox";
import { appRunnerArn, kmsKeyArn, serviceArn } from "../fields/arn.ts";
import { atMostOne } from "../fields/at-most-one.ts";
import { objectReference } from "../fields/object-reference.ts";
import { policyFields } from "../fields/policies.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, flag, text } from "../schema/scalars.ts";
import { healthCheckConfiguration } from "./health-check-configuration.ts";
import { instanceConfiguration } from "./instance-configuration.ts";
import { networkConfiguration } from "./network-configuration.ts";
import { sourceConfiguration } from "./source-configuration.ts";
import { specRules } from "./spec-rules.ts";

const encryptionConfiguration = structure(
  {
    kmsKey: text({
      ...kmsKeyArn,
      description: "The ARN of the KMS key that encrypts App Runner's copy of the source and the logs.",
      mutability: "immutable",
    }),
  },
  { description: "A key of one's own. Absent: a key that AWS owns." },
);

const observabilityConfiguration = structure(
  {
    observabilityEnabled: flag({ description: "Whether the service sends traces.", appRunnerDefault: false }),
    observabilityConfigurationArn: Type.Optional(
      text({
        ...appRunnerArn,
        description:
          "The observability configuration; an ARN that ends with the name means its latest revision. It, or `observabilityConfigurationRef`, is given exactly when `observabilityEnabled` is true.",
      }),
    ),
    observabilityConfigurationRef: Type.Optional(
      objectReference({
        kind: "ObservabilityConfiguration",
        description: "The observability configuration as an object of this cluster, instead of its ARN.",
        arnPath: "observabilityConfiguration.observabilityConfigurationArn",
      }),
    ),
  },
  {
    description: "Tracing.",
    rules: [
      atMostOne("observabilityConfigurationArn", "observabilityConfigurationRef"),
      {
        rule: "self.observabilityEnabled == (has(self.observabilityConfigurationArn) || has(self.observabilityConfigurationRef))",
        message:
          "`observabilityConfigurationArn` or `observabilityConfigurationRef` must be given exactly when `observabilityEnabled` is true: give one, or set `observabilityEnabled` to false and remove both",
        fieldPath: ".observabilityConfigurationArn",
      },
    ],
  },
);

/** The schema of an AppRunnerService's spec. */
export const appRunnerServiceSpec = structure(
  {
    ...policyFields({ noun: "service", arn: serviceArn }),
    serviceName: Type.Optional(
      text({
        description: "The name of the service at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 40,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,39}$",
        form: "`serviceName` must have 4 to 40 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          { rule: "self == oldSelf", message: "`serviceName` is immutable; create another object for another service" },
        ],
      }),
    ),
    desiredState: Type.Optional(
      choice(["Running", "Paused"], {
        description: "`Running` or `Paused`: keep the service so. Absent: neither is enforced.",
        mutability: "operator",
      }),
    ),
    deploymentToken: Type.Optional(
      text({
        description:
          "Any text. Each new value starts one deployment of the source as it is then, unless an update deploys it anyway.",
        mutability: "operator",
        minLength: 1,
        maxLength: 253,
      }),
    ),
    createFailurePolicy: Type.Optional(
      choice(["Repair", "Recreate", "Keep"], {
        description:
          "What to do when the service could not be created. `Repair`: update it with the next change of the spec. `Recreate`: delete it and create it again, a few times. `Keep`: leave it as it is.",
        mutability: "operator",
        defaultText: "`Repair`",
      }),
    ),
    sourceConfiguration: Type.Optional(sourceConfiguration),
    instanceConfiguration: Type.Optional(instanceConfiguration),
    encryptionConfiguration: Type.Optional(encryptionConfiguration),
    healthCheckConfiguration: Type.Optional(healthCheckConfiguration),
    autoScalingConfigurationArn: Type.Optional(
      text({
        ...appRunnerArn,
        description:
          "The auto scaling configuration; an ARN that ends with the name means the revision that is the latest when the service is next updated.",
        defaultText: "the account's default auto scaling configuration",
      }),
    ),
    autoScalingConfigurationRef: Type.Optional(
      objectReference({
        kind: "AutoScalingConfiguration",
        description:
          "The auto scaling configuration as an object of this cluster, instead of its ARN. When it changes, the service moves to its new revision.",
        arnPath: "autoScalingConfigurationArn",
      }),
    ),
    networkConfiguration: Type.Optional(networkConfiguration),
    observabilityConfiguration: Type.Optional(observabilityConfiguration),
  },
  {
    description:
      "The desired service. Members have the names and meanings of App Runner's CreateService, in camel case; what is absent and was never set here keeps its value.",
    rules: specRules,
  },
);

/** What the user wants. */
export type AppRunnerServiceSpec = ReadOnly<Static<typeof appRunnerServiceSpec>>;
