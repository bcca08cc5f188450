import { Type } from "typebox";
import type { Static } from "typebox";
import { conditions } from "../fields/condition.ts";
import { atomicList, structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, flag, integer, text, time } from "../schema/scalars.ts";

const name = { maxLength: 512, description: "The name of the record." } as const;

const validationRecord = structure(
  {
    name: text(name),
    type: text({ maxLength: 16, description: "Its type." }),
    value: text({ maxLength: 1024, description: "Its value." }),
    status: text({
      maxLength: 64,
      description: "Whether App Runner has seen it: `PENDING_VALIDATION`, `SUCCESS` or `FAILED`.",
    }),
  },
  { description: "A DNS record that proves whose the domain is." },
);

const trafficRecord = structure(
  {
    name: text(name),
    type: choice(["CNAME", "ALIAS"], {
      description:
        "`ALIAS` for the top of a zone, where DNS allows no CNAME: an alias of Route 53, or what other providers call ALIAS, ANAME or flattening.",
    }),
    value: text({ maxLength: 512, description: "Where it leads." }),
    hostedZoneId: Type.Optional(
      text({ maxLength: 64, description: "App Runner's own hosted zone, which an alias of Route 53 asks for." }),
    ),
  },
  { description: "A DNS record that leads clients to the service." },
);

const vpcDnsTarget = structure(
  {
    vpcIngressConnectionArn: text({ maxLength: 1011, description: "The VPC ingress connection." }),
    vpcId: text({ maxLength: 255, description: "The VPC." }),
    domainName: text({ maxLength: 255, description: "The host that the domain has to lead to there." }),
  },
  { description: "The way to a private service from a VPC." },
);

/** The schema of a CustomDomain's status. */
export const customDomainStatus = structure(
  {
    conditions: Type.Optional(conditions),
    observedGeneration: Type.Optional(
      integer({ format: "int64", description: "The generation of the object that this status is about." }),
    ),
    account: Type.Optional(text({ maxLength: 12, description: "The AWS account of the service." })),
    region: Type.Optional(text({ maxLength: 63, description: "Its region." })),
    awsAccount: Type.Optional(
      text({ maxLength: 253, description: "The AwsAccount of the service, if that names one." }),
    ),
    arn: Type.Optional(text({ maxLength: 1011, description: "The ARN of the service; a domain has none." })),
    domainName: Type.Optional(text({ maxLength: 255, description: "The domain at App Runner." })),
    domainStatus: Type.Optional(
      text({ maxLength: 64, description: "App Runner's own status, such as `PENDING_CERTIFICATE_DNS_VALIDATION`." }),
    ),
    enableWWWSubdomain: Type.Optional(flag({ description: "Whether the name with `www.` leads to the service, too." })),
    dnsTarget: Type.Optional(text({ maxLength: 255, description: "The host that the domain has to lead to." })),
    certificateValidationRecords: Type.Optional(
      atomicList(validationRecord, {
        maxItems: 16,
        description: "The records that prove whose the domain is. App Runner tells them some seconds late.",
      }),
    ),
    trafficRecords: Type.Optional(
      atomicList(trafficRecord, { maxItems: 4, description: "The records that lead clients to the service." }),
    ),
    dnsEndpoint: Type.Optional(
      text({ maxLength: 253, description: "The DNSEndpoint object that the operator keeps for this domain." }),
    ),
    vpcDnsTargets: Type.Optional(
      atomicList(vpcDnsTarget, {
        maxItems: 16,
        description: "Where the domain of a private service has to lead in each VPC from which it is called.",
      }),
    ),
    transition: Type.Optional(
      structure(
        {
          status: text({ maxLength: 64, description: "App Runner's own status, such as `CREATING`." }),
          startedAt: time({ description: "When the operator first saw it." }),
        },
        { description: "What App Runner is doing to the domain. Absent: nothing." },
      ),
    ),
    origin: Type.Optional(
      choice(["created", "adopted"], { description: "Whether the operator associated the domain, or found it." }),
    ),
    managementPolicy: Type.Optional(
      choice(["Manage", "ReportDrift", "Observe"], { description: "The management policy in effect." }),
    ),
    deletionPolicy: Type.Optional(choice(["Delete", "Retain"], { description: "The deletion policy in effect." })),
    intent: Type.Optional(
      structure(
        {
          call: choice(["AssociateCustomDomain", "DisassociateCustomDomain"], { description: "The App Runner call." }),
          recordedAt: time({ description: "When the intent was recorded." }),
        },
        {
          description:
            "The call that was about to be made. It is recorded before the call, so that a lost reply is not followed by a second one.",
        },
      ),
    ),
    associatedAt: Type.Optional(time({ description: "When the operator associated the domain." })),
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
export type CustomDomainStatus = ReadOnly<Static<typeof customDomainStatus>>;
