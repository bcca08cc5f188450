import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { finalizer, identityAnnotation } from "../engine/annotations.ts";

/** Whether finalizer and identity are on the object. */
export function isClaimed({ metadata: { finalizers = [], annotations = {} } }: AppRunnerService): boolean {
  return finalizers.includes(finalizer) && annotations[identityAnnotation] !== undefined;
}

/** Whether any of the two is. */
export function isPartlyClaimed({ metadata: { finalizers = [], annotations = {} } }: AppRunnerService): boolean {
  return finalizers.includes(finalizer) || annotations[identityAnnotation] !== undefined;
}
