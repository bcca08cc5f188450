import type { AppRunnerServiceStatus } from "../../api/app-runner-service.ts";

/** What a pass remembers for the next one: the status without its conditions. */
export type ServiceMemory = Omit<AppRunnerServiceStatus, "conditions" | "observedGeneration">;

/** Members to set; one that is undefined is removed. */
export type MemoryChanges = { readonly [Member in keyof ServiceMemory]?: ServiceMemory[Member] | undefined };

/** `memory` with the members of `changes`. */
export function remember(memory: ServiceMemory, changes: MemoryChanges): ServiceMemory {
  return Object.fromEntries(Object.entries({ ...memory, ...changes }).filter(([, value]) => value !== undefined));
}
