import { Type } from "typebox";
import type { Static } from "typebox";
import { conditions } from "../fields/condition.ts";
import { drift } from "../fields/drift.ts";
import { atomicList, structure, textSet } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, flag, integer, text, time } from "../schema/scalars.ts";

const hash = { maxLength: 64 } as const;
const identifier = { maxLength: 64 } as const;
const arn = { maxLength: 1011 } as const;
const token = { maxLength: 253 } as const;

const operation = structure(
  {
    id: text({ ...identifier, description: "App Runner's identifier of the operation." }),
    type: text({ maxLength: 64, description: "What it does, such as `UPDATE_SERVICE`." }),
    status: text({ maxLength: 64, description: "How far it is, such as `IN_PROGRESS` or `ROLLBACK_SUCCEEDED`." }),
    startedAt: Type.Optional(time({ description: "When it began." })),
    endedAt: Type.Optional(time({ description: "When it ended. Absent while it runs." })),
    foreign: Type.Optional(flag({ description: "True when somebody else, or App Runner itself, started it." })),
  },
  { description: "An operation of App Runner on the service." },
);

/** An operation of App Runner on the service. */
export type Operation = ReadOnly<Static<typeof operation>>;

const intent = structure(
  {
    call: choice(
      [
        "CreateService",
        "UpdateService",
        "DeleteService",
        "PauseService",
        "ResumeService",
        "StartDeployment",
        "TagResource",
        "UntagResource",
      ],
      { description: "The App Runner call." },
    ),
    configurationHash: Type.Optional(text({ ...hash, description: "The hash of the configuration to be sent." })),
    deploymentToken: Type.Optional(text({ ...token, description: "The deployment token that the call acts on." })),
    fields: Type.Optional(
      textSet({ maxItems: 64, maxLength: 256, description: "The optional fields of the spec that the call applies." }),
    ),
    newestOperationId: Type.Optional(
      text({ ...identifier, description: "The newest operation known before the call. A newer one is the call's." }),
    ),
    retryRequestedAt: Type.Optional(
      text({ maxLength: 1024, description: "The requested retry that the call answers." }),
    ),
    recordedAt: time({ description: "When the intent was recorded." }),
  },
  {
    description:
      "The call that was about to be made. It is recorded before the call, so that a lost reply is not followed by a second one.",
  },
);

/** The call that was about to be made. */
export type Intent = ReadOnly<Static<typeof intent>>;

const failure = structure(
  {
    operationId: Type.Optional(text({ ...identifier, description: "The operation that failed." })),
    operationType: Type.Optional(text({ maxLength: 64, description: "Its type." })),
    operationStatus: Type.Optional(text({ maxLength: 64, description: "How it ended." })),
    reason: text({ minLength: 1, maxLength: 1024, description: "The reason, as the conditions show it." }),
    message: text({ maxLength: 32768, description: "What failed, for people." }),
    configurationHash: Type.Optional(text({ ...hash, description: "The configuration that is not sent again." })),
    deploymentToken: Type.Optional(text({ ...token, description: "The deployment token that is not acted on again." })),
    failedAt: time({ description: "When it failed." }),
    logGroup: Type.Optional(text({ maxLength: 512, description: "The CloudWatch log group to look at." })),
    logStream: Type.Optional(text({ maxLength: 512, description: "The log stream to look at." })),
  },
  {
    description:
      "A failure that is not tried again by itself. It is cleared by another configuration, token or state, or by a retry requested by annotation.",
  },
);

/** A failure that is not tried again by itself. */
export type Failure = ReadOnly<Static<typeof failure>>;

const recreate = structure(
  {
    attempts: integer({ minimum: 0, description: "How often the service was created again." }),
    lastAttemptAt: time({ description: "When that was last done." }),
  },
  { description: "The attempts of `createFailurePolicy: Recreate`." },
);

/** The schema of an AppRunnerService's status. */
export const appRunnerServiceStatus = structure(
  {
    conditions: Type.Optional(conditions),
    observedGeneration: Type.Optional(
      integer({ format: "int64", description: "The generation of the object that this status is about." }),
    ),
    account: Type.Optional(text({ maxLength: 12, description: "The AWS account of the service." })),
    region: Type.Optional(text({ maxLength: 63, description: "Its region." })),
    serviceName: Type.Optional(text({ maxLength: 40, description: "Its name at App Runner." })),
    arn: Type.Optional(text({ ...arn, description: "Its ARN." })),
    serviceId: Type.Optional(text({ ...identifier, description: "Its identifier at App Runner." })),
    url: Type.Optional(text({ maxLength: 2048, description: "Where it is reached." })),
    serviceStatus: Type.Optional(text({ maxLength: 64, description: "App Runner's own status, such as `RUNNING`." })),
    image: Type.Optional(text({ maxLength: 1024, description: "The image of the live configuration." })),
    autoScalingConfigurationArn: Type.Optional(
      text({ ...arn, description: "The auto scaling configuration in use, with its revision." }),
    ),
    observabilityConfigurationArn: Type.Optional(
      text({ ...arn, description: "The observability configuration in use, with its revision." }),
    ),
    vpcConnectorArn: Type.Optional(text({ ...arn, description: "The VPC connector in use, with its revision." })),
    origin: Type.Optional(
      choice(["created", "adopting", "adopted"], {
        description: "Whether the operator created the service, is adopting it, or has adopted it.",
      }),
    ),
    managementPolicy: Type.Optional(
      choice(["Manage", "ReportDrift", "Observe"], { description: "The management policy in effect." }),
    ),
    deletionPolicy: Type.Optional(choice(["Delete", "Retain"], { description: "The deletion policy in effect." })),
    operation: Type.Optional(operation),
    recentOperations: Type.Optional(
      atomicList(operation, { maxItems: 5, description: "The last operations, the newest first." }),
    ),
    intent: Type.Optional(intent),
    failure: Type.Optional(failure),
    drift: Type.Optional(
      atomicList(drift, { maxItems: 50, description: "How the service differs from the spec. Absent: it does not." }),
    ),
    appliedFields: Type.Optional(
      textSet({
        maxItems: 64,
        maxLength: 256,
        description:
          "The optional fields of the spec that were last applied. One of them that is gone from the spec is reset to App Runner's default.",
      }),
    ),
    appliedTagKeys: Type.Optional(
      textSet({ maxItems: 128, maxLength: 128, description: "The keys of the tags that were last applied." }),
    ),
    acceptedConfigurationHash: Type.Optional(
      text({ ...hash, description: "The hash of the configuration of the last creation or update that succeeded." }),
    ),
    appliedConfigurationHash: Type.Optional(
      text({
        ...hash,
        description: "The hash of all that the manifest asked for when the service was last found as declared.",
      }),
    ),
    deploymentToken: Type.Optional(text({ ...token, description: "The deployment token that was last handled." })),
    recreate: Type.Optional(recreate),
    lastHandledRetryRequestedAt: Type.Optional(
      text({
        maxLength: 1024,
        description: "The last handled value of the annotation `apprunner-operator.dev/retry-requested-at`.",
      }),
    ),
    lastHandledReconcileRequestedAt: Type.Optional(
      text({
        maxLength: 1024,
        description: "The last handled value of the annotation `apprunner-operator.dev/reconcile-requested-at`.",
      }),
    ),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type AppRunnerServiceStatus = ReadOnly<Static<typeof appRunnerServiceStatus>>;
