import { Type } from "typebox";
import { atomicList, structure, textSet } from "../schema/composites.ts";
import { choice, flag, integer, text, time } from "../schema/scalars.ts";
import { conditions } from "./condition.ts";
import { drift } from "./drift.ts";

const arn = { maxLength: 1011 } as const;

/** The members that the status of every kind has whose resources App Runner makes and deletes, but never changes. */
export function configurationStatusFields<const Calls extends readonly string[]>(noun: string, calls: Calls) {
  return {
    conditions: Type.Optional(conditions),
    observedGeneration: Type.Optional(
      integer({ format: "int64", description: "The generation of the object that this status is about." }),
    ),
    account: Type.Optional(text({ maxLength: 12, description: `The AWS account of the ${noun}.` })),
    region: Type.Optional(text({ maxLength: 63, description: "Its region." })),
    arn: Type.Optional(text({ ...arn, description: "Its ARN." })),
    origin: Type.Optional(
      choice(["created", "adopting", "adopted"], {
        description: `Whether the operator created the ${noun}, is adopting it, or has adopted it.`,
      }),
    ),
    managementPolicy: Type.Optional(
      choice(["Manage", "ReportDrift", "Observe"], { description: "The management policy in effect." }),
    ),
    deletionPolicy: Type.Optional(choice(["Delete", "Retain"], { description: "The deletion policy in effect." })),
    intent: Type.Optional(
      structure(
        {
          call: choice([...calls, "TagResource", "UntagResource"], { description: "The App Runner call." }),
          fields: Type.Optional(
            textSet({ maxItems: 64, maxLength: 256, description: "The fields of the spec that the call applies." }),
          ),
          recordedAt: time({ description: "When the intent was recorded." }),
        },
        {
          description:
            "The call that was about to be made. It is recorded before the call, so that a lost reply is not followed by a second one.",
        },
      ),
    ),
    drift: Type.Optional(
      atomicList(drift, { maxItems: 50, description: `How the ${noun} differs from the spec. Absent: it does not.` }),
    ),
    appliedFields: Type.Optional(
      textSet({
        maxItems: 64,
        maxLength: 256,
        description:
          "The fields of the spec that were last applied. One of them that is gone from the spec goes back to App Runner's default.",
      }),
    ),
    appliedTagKeys: Type.Optional(
      textSet({ maxItems: 128, maxLength: 128, description: "The keys of the tags that were last applied." }),
    ),
    configurationHash: Type.Optional(
      text({ maxLength: 64, description: "The hash of all that the manifest asked for when it was last found so." }),
    ),
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
  };
}

/** What of the settings was sent last, so that what has no effect is not sent again. */
export const sentStatusFields = {
  sentHash: Type.Optional(
    text({
      maxLength: 64,
      description: "The hash of the settings that were last sent: what App Runner failed to apply is not sent again.",
    }),
  ),
  acceptedHash: Type.Optional(
    text({
      maxLength: 64,
      description:
        "The hash of the settings that App Runner accepted last and does not show yet: at rest they are not sent again.",
    }),
  ),
};

/** The members of kinds whose services move to a new version when the spec changes. */
export function versionStatusFields(noun: string) {
  return {
    ...sentStatusFields,
    superseded: Type.Optional(
      atomicList(
        structure(
          {
            arn: text({ ...arn, description: "Its ARN." }),
            lastUsedAt: Type.Optional(
              time({
                description:
                  "When the last AppRunnerService that refers to this object was seen to have left it; absent while one uses it.",
              }),
            ),
          },
          { description: `A ${noun} of this object that is not the current one.` },
        ),
        {
          maxItems: 64,
          description:
            "What services may still use. Those that the operator created are deleted once nobody does, which App Runner tells some minutes late.",
        },
      ),
    ),
    rollout: Type.Optional(
      structure(
        {
          arn: text({ ...arn, description: "What the services move to." }),
          startedAt: time({ description: "When that began." }),
          admitted: atomicList(text({ maxLength: 253, description: "The name of an AppRunnerService." }), {
            maxItems: 1000,
            description:
              "The AppRunnerServices that were asked to take it: one first, then others, at most five of the account at once.",
          }),
          waitsForRoom: Type.Optional(
            flag({ description: "More could take it if fewer services of the account were changing." }),
          ),
          failedService: Type.Optional(
            text({ maxLength: 253, description: "The AppRunnerService that failed to take it, which stops the rest." }),
          ),
        },
        { description: "How services move to the current version. Absent: all have it." },
      ),
    ),
  };
}
