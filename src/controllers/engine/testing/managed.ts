import type { ManagedResource, ManagedStatus } from "../managed-resource.ts";

/** A managed object of no particular kind. Members of the status that are undefined are left out. */
export function managed(
  metadata: Partial<ManagedResource["metadata"]> = {},
  status?: { readonly [Member in keyof ManagedStatus]: ManagedStatus[Member] | undefined },
): ManagedResource {
  const known = Object.entries(status ?? {}).filter(([, value]) => value !== undefined);
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AppRunnerService",
    metadata: {
      namespace: "shop",
      name: "orders",
      uid: "uid-1",
      resourceVersion: "1",
      generation: 3,
      ...metadata,
    },
    spec: {},
    ...(status === undefined ? {} : { status: Object.fromEntries(known) }),
  };
}
