import { Type } from "typebox";
import { listByKey, structure } from "../schema/composites.ts";
import { choice, flag, integer, text } from "../schema/scalars.ts";
import { kubernetesName } from "./object-reference.ts";

/** The schema of one tag of a resource. */
export const tag = structure(
  {
    key: text({
      description:
        "The key. Keys that begin with `aws:` are AWS's, those that begin with `apprunner-operator.dev/` ours.",
      minLength: 1,
      maxLength: 128,
      pattern: "^.+$",
      rules: [
        {
          rule: "!self.startsWith('aws:')",
          message: "`key` must not begin with aws:, which is reserved by AWS; choose another",
        },
        {
          rule: "!self.startsWith('apprunner-operator.dev/')",
          message:
            "`key` must not begin with apprunner-operator.dev/, which is reserved by this operator; choose another",
        },
      ],
    }),
    value: Type.Optional(text({ description: "The value. Absent: empty.", maxLength: 256 })),
  },
  { description: "One tag." },
);

/** What the fields of a kind are about. */
export interface PolicySubject {
  /** Such as `service`. */
  readonly noun: string;
  /** Bounds of the ARN of what is adopted. */
  readonly arn: {
    readonly minLength: number;
    readonly maxLength: number;
    readonly pattern: string;
    readonly form: string;
  };
}

function adoption({ noun, arn }: PolicySubject) {
  return structure(
    {
      policy: Type.Optional(
        choice(["Never", "IfUnowned", "Takeover"], {
          description: `\`Never\`: an existing ${noun} is left alone, and the object is refused. \`IfUnowned\`: it is adopted unless somebody else's ownership tags are on it. \`Takeover\`: also then, if its owner is the one named in \`takeoverFrom\`.`,
          mutability: "operator",
          defaultText: "`Never`",
        }),
      ),
      arn: Type.Optional(
        text({
          ...arn,
          description: `The ARN of the ${noun} to adopt. Absent: the one that has the effective name.`,
          mutability: "operator",
        }),
      ),
      onDifference: Type.Optional(
        choice(["Refuse", "Apply"], {
          description: `What to do when the adopted ${noun} differs from the spec. \`Refuse\`: report the differences and change nothing until they are gone. \`Apply\`: update the ${noun} to the spec.`,
          mutability: "operator",
          defaultText: "`Refuse`",
        }),
      ),
      takeoverFrom: Type.Optional(
        text({
          description:
            "The present owner: `<cluster id>/<namespace>/<name>` of another operator's object, `cloudformation/<stack>` or `copilot/<application>`.",
          mutability: "operator",
          maxLength: 640,
          pattern: "^((cloudformation|copilot)/[^/]+|[^/]+/[^/]+/[^/]+)$",
          form: "`takeoverFrom` must be <cluster id>/<namespace>/<name>, cloudformation/<stack> or copilot/<application>",
        }),
      ),
    },
    {
      description: `What to do about a ${noun} of that name, or that ARN, that exists already.`,
      rules: [
        {
          rule: "(has(self.policy) && self.policy == 'Takeover') == has(self.takeoverFrom)",
          message:
            "`takeoverFrom` must be given exactly when `policy` is Takeover: name the present owner, or choose another `policy`",
          fieldPath: ".takeoverFrom",
        },
      ],
    },
  );
}

/** Where a resource is. */
export const placeFields = {
  awsAccountRef: Type.Optional(
    structure(
      {
        name: text({
          description: "The name of the AwsAccount.",
          mutability: "operator",
          minLength: 1,
          maxLength: 253,
          pattern: kubernetesName,
          form: "`name` must be the name of a Kubernetes object: lower-case letters, digits, hyphens and dots",
        }),
      },
      {
        description:
          "The AwsAccount to act in. It can only be changed to one that is the same account. Absent: the one named `default`, or where there is none the operator's own identity.",
      },
    ),
  ),
  region: Type.Optional(
    text({
      description: "The AWS region. It can only be changed to what names the same place.",
      mutability: "operator",
      defaultText: "the region of the AwsAccount, else the operator's",
      minLength: 1,
      maxLength: 63,
      pattern: "^[a-z0-9-]+$",
      form: "`region` must be the code of an AWS region, such as eu-west-1",
    }),
  ),
};

/** How the operator deals with a resource. `noun`: such as `service`. */
export function operatorFields(noun: string) {
  return {
    managementPolicy: Type.Optional(
      choice(["Manage", "ReportDrift", "Observe"], {
        description: `\`Manage\`: keep the ${noun} as declared. \`ReportDrift\`: act on changes of the spec and on deletion, but only report what others change. \`Observe\`: change nothing at all, only report.`,
        mutability: "operator",
        defaultText: "`Manage`, unless the AwsAccount says otherwise",
      }),
    ),
    deletionPolicy: Type.Optional(
      choice(["Delete", "Retain"], {
        description: `What becomes of the ${noun} when the object is deleted. It is read on every pass, so it can still be changed while the object is terminating.`,
        mutability: "operator",
        defaultText:
          "that of the AwsAccount, else `Delete` for what the operator created, `Retain` for what it adopted",
      }),
    ),
    suspend: Type.Optional(
      flag({
        description: "While true, the operator makes no AWS call for this object, not even to delete it.",
        mutability: "operator",
        defaultText: "false",
      }),
    ),
    driftIntervalSeconds: Type.Optional(
      integer({
        description: `How often everything about the ${noun} is read again, seconds. Changes of its configuration are noticed within about a minute anyway.`,
        mutability: "operator",
        defaultText: "21600",
        minimum: 60,
        maximum: 604800,
      }),
    ),
  };
}

/** The fields of every kind that has an ARN: where it is, and how the operator deals with it. */
export function policyFields(subject: PolicySubject) {
  const { noun } = subject;
  const { managementPolicy, ...operator } = operatorFields(noun);
  return {
    ...placeFields,
    tags: Type.Optional(
      listByKey(tag, {
        description: `Tags to keep on the ${noun}. Keys that this object never set are left alone; those it set earlier and that are gone from here are removed. App Runner takes 50 tags in all; here it is less, since some are the operator's own.`,
        key: "key",
        maxItems: 40,
      }),
    ),
    managementPolicy,
    adoption: Type.Optional(adoption(subject)),
    ...operator,
  };
}
