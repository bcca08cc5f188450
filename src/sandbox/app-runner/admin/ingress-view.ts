import type { IngressRecord } from "../state/ingress-record.ts";

/** A VPC ingress connection, as the admin interface shows it. */
export interface IngressView {
  readonly arn: string;
  readonly name: string;
  readonly status: IngressRecord["status"];
  readonly serviceArn: string;
  readonly domainName: string;
  readonly vpcEndpointId?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function viewIngress({ arn, name, status, serviceArn, domainName, vpc, tags }: IngressRecord): IngressView {
  const { VpcEndpointId: vpcEndpointId } = vpc;
  return {
    arn,
    name,
    status,
    serviceArn,
    domainName,
    ...(vpcEndpointId === undefined ? {} : { vpcEndpointId }),
    tags: Object.fromEntries(tags),
  };
}
