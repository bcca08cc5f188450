import { boolean, integer, string, structure } from "./shape.ts";
import { resourceArn, serviceNextToken } from "./shapes.ts";

const domainName = string([1, 255], "[A-Za-z0-9*.-]{1,255}");

export const associateCustomDomainInput = structure(
  { ServiceArn: resourceArn, DomainName: domainName },
  { EnableWWWSubdomain: boolean },
);
export const disassociateCustomDomainInput = structure({ ServiceArn: resourceArn, DomainName: domainName }, {});
export const describeCustomDomainsInput = structure(
  { ServiceArn: resourceArn },
  { MaxResults: integer(1, 5), NextToken: serviceNextToken },
);
