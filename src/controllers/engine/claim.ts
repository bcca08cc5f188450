import { finalizer, identityAnnotation } from "./annotations.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** Whether finalizer and identity are on the object. */
export function isClaimed({
  metadata: { finalizers = [], annotations = {} },
}: Pick<ManagedResource, "metadata">): boolean {
  return finalizers.includes(finalizer) && annotations[identityAnnotation] !== undefined;
}

/** Whether any of the two is. */
export function isPartlyClaimed({
  metadata: { finalizers = [], annotations = {} },
}: Pick<ManagedResource, "metadata">): boolean {
  return finalizers.includes(finalizer) || annotations[identityAnnotation] !== undefined;
}
