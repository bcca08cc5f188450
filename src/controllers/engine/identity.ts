import { identityAnnotation } from "./annotations.ts";
import type { Place } from "../../aws/port.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** Where and under which name an object's AWS resource is: `<account>/<region>/<name>`. */
export function identityOf(place: Place, name: string): string {
  return `${place.account}/${place.region}/${name}`;
}

/**
 * The identity under which the object was first seen: from its annotation, or where that was dropped from its status;
 * undefined for one that was never seen.
 *
 * @param rememberedName the name of the AWS resource in its status.
 */
export function storedIdentity(resource: ManagedResource, rememberedName: string | undefined): string | undefined {
  const stored = resource.metadata.annotations?.[identityAnnotation];
  if (stored !== undefined) return stored;
  const { arn, account, region } = resource.status ?? {};
  if (arn === undefined || account === undefined || region === undefined || rememberedName === undefined) {
    return undefined;
  }
  return identityOf({ account, region }, rememberedName);
}
