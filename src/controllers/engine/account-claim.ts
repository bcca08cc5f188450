import { identityAnnotation } from "./annotations.ts";
import type { AccountClaim } from "./accounts.ts";
import { isPartlyClaimed } from "./claim.ts";
import type { Kind } from "./kind.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { Related } from "./relations.ts";

/**
 * What an object says of the account that it is in. One that lives with another object is where that is, and where that
 * was as long as it is not there; one that names a service by its ARN is in that one's region.
 */
export function accountClaim<Resource extends ManagedResource>(
  kind: Pick<Kind<Resource, object, object>, "livesWith">,
  resource: Resource,
  related: Related,
): AccountClaim {
  const { metadata, spec, status } = resource;
  const home = kind.livesWith?.(resource);
  const place = home === undefined ? spec : related.target(home)?.spec;
  return {
    namespace: metadata.namespace,
    account: place === undefined ? status?.awsAccount : place.awsAccountRef?.name,
    region:
      place === undefined ? (status?.region ?? seenRegion(metadata)) : (place.region ?? regionIn(place.serviceArn)),
    isNew: !isPartlyClaimed(resource),
  };
}

/** The region in the identity under which the object was first seen, `<account>/<region>/<name>`. */
function seenRegion({ annotations }: ManagedResource["metadata"]): string | undefined {
  return annotations?.[identityAnnotation]?.split("/")[1];
}

/** The region in `arn:<partition>:apprunner:<region>:<account>:service/<name>/<id>`. */
export function regionIn(serviceArn: unknown): string | undefined {
  return typeof serviceArn === "string" ? serviceArn.split(":")[3] : undefined;
}
