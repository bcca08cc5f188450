import type { ManagedResource } from "../engine/managed-resource.ts";

/** The ARNs of all configurations that these objects use at App Runner. */
export function usedArns(users: readonly ManagedResource[]): ReadonlySet<string> {
  return new Set(
    users.flatMap(({ status = {} }) =>
      [status.autoScalingConfigurationArn, status.observabilityConfigurationArn, status.vpcConnectorArn].filter(
        (arn) => arn !== undefined,
      ),
    ),
  );
}

/** The users by kind and name, for people. */
export function namesOf(users: readonly ManagedResource[]): string {
  return users.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(", ");
}
