import type { Condition } from "../src/api/app-runner-service.ts";
import type { KubeObject } from "../src/kube/client.ts";

/** An object of any kind of the operator. */
export interface ConditionedObject extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Whether the object's latest generation is Ready. */
export function isReady(object: ConditionedObject): boolean {
  return readyOf(object)?.status === "True";
}

/** The reason of Ready of the object's latest generation; undefined: it has not been looked at. */
export function reasonOf(object: ConditionedObject): string | undefined {
  return readyOf(object)?.reason;
}

function readyOf({ metadata, status }: ConditionedObject): Condition | undefined {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  return ready?.observedGeneration === metadata.generation ? ready : undefined;
}
