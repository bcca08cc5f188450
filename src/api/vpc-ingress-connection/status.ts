import { Type } from "typebox";
import type { Static } from "typebox";
import { configurationStatusFields, sentStatusFields } from "../fields/configuration-status.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text, time } from "../schema/scalars.ts";

/** The schema of a VpcIngressConnection's status. */
export const vpcIngressConnectionStatus = structure(
  {
    ...configurationStatusFields("VPC ingress connection", [
      "CreateVpcIngressConnection",
      "UpdateVpcIngressConnection",
      "DeleteVpcIngressConnection",
    ]),
    awsAccount: Type.Optional(
      text({ maxLength: 253, description: "The AwsAccount of its service, if that names one." }),
    ),
    vpcIngressConnectionName: Type.Optional(text({ maxLength: 40, description: "The name at App Runner." })),
    ingressStatus: Type.Optional(
      text({ maxLength: 64, description: "App Runner's own status, such as `PENDING_CREATION`." }),
    ),
    domainName: Type.Optional(text({ maxLength: 255, description: "The host that clients in the VPC call." })),
    serviceArn: Type.Optional(text({ maxLength: 1011, description: "The service that they reach." })),
    vpcId: Type.Optional(text({ maxLength: 255, description: "The VPC from which the service is called." })),
    vpcEndpointId: Type.Optional(text({ maxLength: 255, description: "The VPC endpoint in it." })),
    ...sentStatusFields,
    transition: Type.Optional(
      structure(
        {
          status: text({ maxLength: 64, description: "App Runner's own status, such as `PENDING_CREATION`." }),
          startedAt: time({ description: "When the operator first saw it." }),
        },
        { description: "What App Runner is doing to the VPC ingress connection. Absent: nothing." },
      ),
    ),
    serviceRef: Type.Optional(
      text({
        maxLength: 253,
        description:
          "The AppRunnerService through which it got its service. When that stands for another service, so does it.",
      }),
    ),
    deletionTriedAt: Type.Optional(time({ description: "When its deletion was last asked of App Runner." })),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type VpcIngressConnectionStatus = ReadOnly<Static<typeof vpcIngressConnectionStatus>>;
