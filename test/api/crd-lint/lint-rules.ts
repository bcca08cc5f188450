import { boundsRules } from "./bounds-rules.ts";
import { celRules } from "./cel-rules.ts";
import type { LintRule } from "./crd.ts";
import { defaultRules } from "./default-rules.ts";
import { listRules } from "./list-rules.ts";
import { namingRules } from "./naming-rules.ts";
import { statusRules } from "./status-rules.ts";
import { structureRules } from "./structure-rules.ts";

/** Everything that is asked of every CRD of the project. */
export const lintRules: readonly LintRule[] = [
  ...structureRules,
  ...boundsRules,
  ...listRules,
  ...defaultRules,
  ...celRules,
  ...namingRules,
  ...statusRules,
];
