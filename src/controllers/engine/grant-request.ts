import type { ManagedResource } from "./managed-resource.ts";

/** Something that an object asks for and that the account's owner has to have granted. `path` is below `spec`. */
export type GrantRequest =
  /** To hand a role to App Runner, and so to whoever writes the object. */
  | { readonly type: "role"; readonly path: string; readonly arn: string }
  /** To take over, or look at, what is in the account already. */
  | { readonly type: "adoption"; readonly path: string }
  /** To name a resource of App Runner that need not be the namespace's. */
  | { readonly type: "rawArn"; readonly path: string; readonly arn: string }
  /** To change what counts for the whole account and region. */
  | { readonly type: "accountDefault"; readonly path: string }
  /** To associate a domain. */
  | { readonly type: "domain"; readonly path: string; readonly domain: string };

/** The requests of these fields for which there is a value. */
export function requestsOf(
  type: "role" | "rawArn",
  values: Readonly<Record<string, string | undefined>>,
): readonly GrantRequest[] {
  return Object.entries(values).flatMap(([path, arn]) => (arn === undefined ? [] : [{ type, path, arn }]));
}

/** What an object of any kind may ask for: to adopt or to observe what exists. */
export function adoptionRequests({ spec }: Pick<ManagedResource, "spec">): readonly GrantRequest[] {
  const { policy = "Never", arn } = spec.adoption ?? {};
  return [
    ...(policy === "Never" ? [] : [{ type: "adoption", path: "adoption.policy" } as const]),
    ...(spec.managementPolicy === "Observe" ? [{ type: "adoption", path: "managementPolicy" } as const] : []),
    ...requestsOf("rawArn", { "adoption.arn": arn }),
  ];
}
