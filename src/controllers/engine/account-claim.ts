import type { AccountClaim } from "./accounts.ts";
import { isPartlyClaimed } from "./claim.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** What an object says of the account that it is in. */
export function accountClaim({ metadata, spec }: Pick<ManagedResource, "metadata" | "spec">): AccountClaim {
  return {
    namespace: metadata.namespace,
    account: spec.awsAccountRef?.name,
    region: spec.region,
    isNew: !isPartlyClaimed({ metadata }),
  };
}
