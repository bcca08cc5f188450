import type { CustomDomain } from "../../api/custom-domain.ts";
import { adoptionRequests, type GrantRequest, requestsOf } from "../engine/grant-request.ts";
import { wantsWww } from "./wants-www.ts";

/** What a domain asks for that the account's owner has to have granted: also its `www.`, which is a domain of its own. */
export function grantRequests(resource: Pick<CustomDomain, "spec">): readonly GrantRequest[] {
  const { domainName, serviceArn } = resource.spec;
  return [
    ...adoptionRequests(resource),
    ...requestsOf("rawArn", { serviceArn }),
    { type: "domain", path: "domainName", domain: domainName },
    ...(wantsWww(resource)
      ? [{ type: "domain", path: "enableWWWSubdomain", domain: `www.${domainName}` } as const]
      : []),
  ];
}
