import type { Scenario } from "../scenario.ts";
import { applyScenario } from "./apply.ts";
import { clusterScopeScenario } from "./cluster-scope.ts";
import { coreKindsScenario } from "./core-kinds.ts";
import { definitionsScenario } from "./definitions.ts";
import { deletionScenario } from "./deletion.ts";
import { discoveryScenario } from "./discovery.ts";
import { fieldValidationScenario } from "./field-validation.ts";
import { listsScenario } from "./lists.ts";
import { malformedScenario } from "./malformed.ts";
import { methodsScenario } from "./methods.ts";
import { namesScenario } from "./names.ts";
import { protobufBodiesScenario } from "./protobuf-bodies.ts";
import { rulesScenario } from "./rules.ts";
import { schemaScenario } from "./schema.ts";
import { statusScenario } from "./status.ts";
import { tablesScenario } from "./tables.ts";
import { verbsScenario } from "./verbs.ts";
import { watchesScenario } from "./watches.ts";

/** In the order in which they have to run. */
export const scenarios: readonly Scenario[] = [
  definitionsScenario,
  discoveryScenario,
  verbsScenario,
  malformedScenario,
  fieldValidationScenario,
  schemaScenario,
  rulesScenario,
  statusScenario,
  deletionScenario,
  namesScenario,
  listsScenario,
  tablesScenario,
  watchesScenario,
  clusterScopeScenario,
  coreKindsScenario,
  protobufBodiesScenario,
  methodsScenario,
  applyScenario,
];
