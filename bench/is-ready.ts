import type { AppRunnerService } from "../src/api/app-runner-service.ts";

/** Whether the object's latest generation is Ready. */
export function isReady({ metadata, status }: AppRunnerService): boolean {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  return ready?.status === "True" && ready.observedGeneration === metadata.generation;
}
