import { Type } from "typebox";
import { appRunnerArn } from "../fields/arn.ts";
import { atMostOne } from "../fields/at-most-one.ts";
import { objectReference } from "../fields/object-reference.ts";
import { structure } from "../schema/composites.ts";
import { choice, flag, text } from "../schema/scalars.ts";

const egressConfiguration = structure(
  {
    egressType: Type.Optional(
      choice(["DEFAULT", "VPC"], {
        description: "`DEFAULT`: outgoing traffic goes to the internet. `VPC`: it goes through a VPC connector.",
        appRunnerDefault: "DEFAULT",
      }),
    ),
    vpcConnectorArn: Type.Optional(
      text({
        ...appRunnerArn,
        description: "The VPC connector. It, or `vpcConnectorRef`, is given exactly when `egressType` is `VPC`.",
      }),
    ),
    vpcConnectorRef: Type.Optional(
      objectReference({
        kind: "VpcConnector",
        description: "The VPC connector as an object of this cluster, instead of its ARN.",
        arnPath: "networkConfiguration.egressConfiguration.vpcConnectorArn",
      }),
    ),
  },
  {
    description: "Outgoing traffic.",
    rules: [
      atMostOne("vpcConnectorArn", "vpcConnectorRef"),
      {
        rule: "(has(self.egressType) && self.egressType == 'VPC') == (has(self.vpcConnectorArn) || has(self.vpcConnectorRef))",
        message:
          "`vpcConnectorArn` or `vpcConnectorRef` must be given exactly when `egressType` is VPC: give both, or neither",
        fieldPath: ".vpcConnectorArn",
      },
    ],
  },
);

/** Outgoing and incoming traffic. */
export const networkConfiguration = structure(
  {
    egressConfiguration: Type.Optional(egressConfiguration),
    ingressConfiguration: Type.Optional(
      structure(
        {
          isPubliclyAccessible: Type.Optional(
            flag({
              description:
                "Whether the service can be reached from the internet, or only through VPC ingress connections.",
              appRunnerDefault: true,
            }),
          ),
        },
        { description: "Incoming traffic." },
      ),
    ),
    ipAddressType: Type.Optional(
      choice(["IPV4", "DUAL_STACK"], {
        description: "`IPV4`, or `DUAL_STACK` for IPv4 and IPv6, of the incoming traffic.",
        appRunnerDefault: "IPV4",
      }),
    ),
  },
  { description: "Outgoing and incoming traffic." },
);
