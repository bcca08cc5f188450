import type { Exclusion } from "./exclusion.ts";

/** Where the embedded server is meant to differ from a real one, and what that means for whoever uses it. */
export const exclusions: readonly Exclusion[] = [];
