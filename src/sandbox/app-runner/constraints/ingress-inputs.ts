import { integer, string, structure } from "./shape.ts";
import { nextToken, resourceArn, tagList } from "./shapes.ts";

const text = string([0, 51_200], ".*");
const vpcConfiguration = structure({}, { VpcId: text, VpcEndpointId: text });

export const createVpcIngressConnectionInput = structure(
  {
    ServiceArn: resourceArn,
    VpcIngressConnectionName: string([4, 40], "[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}"),
    IngressVpcConfiguration: vpcConfiguration,
  },
  { Tags: tagList },
);
export const vpcIngressConnectionArnInput = structure({ VpcIngressConnectionArn: resourceArn }, {});
export const updateVpcIngressConnectionInput = structure(
  { VpcIngressConnectionArn: resourceArn, IngressVpcConfiguration: vpcConfiguration },
  {},
);
export const listVpcIngressConnectionsInput = structure(
  {},
  {
    Filter: structure({}, { ServiceArn: resourceArn, VpcEndpointId: text }),
    MaxResults: integer(1, 100),
    NextToken: nextToken,
  },
);
