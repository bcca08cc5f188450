import type { CustomDomain } from "../../api/custom-domain.ts";
import type { KindInput } from "../engine/kind.ts";
import type { DomainMemory } from "./memory.ts";
import type { Observation } from "./observe.ts";

/** All that a decision depends on. */
export type PlanInput = KindInput<CustomDomain, DomainMemory, Observation>;

export type SeenDomain = Extract<Observation, { readonly state: "seen" }>;
