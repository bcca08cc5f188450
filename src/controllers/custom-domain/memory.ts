import type { CustomDomainStatus } from "../../api/custom-domain/status.ts";

/** What a pass remembers for the next one: the status without its conditions. */
export type DomainMemory = Omit<CustomDomainStatus, "conditions" | "observedGeneration">;

/** Members to set; one that is undefined is removed. */
export type MemoryChanges = { readonly [Member in keyof DomainMemory]?: DomainMemory[Member] | undefined };

/** `memory` with the members of `changes`. */
export function remember(memory: DomainMemory, changes: MemoryChanges): DomainMemory {
  return Object.fromEntries(Object.entries({ ...memory, ...changes }).filter(([, value]) => value !== undefined));
}
