import type { KindDefinition } from "../../../src/api/crd/custom-resource-definition.ts";
import type { Json, JsonObject } from "../../../src/base/json.ts";
import type { Edit } from "../edit-object.ts";
import type { Refusal } from "../sample.ts";

/** What is done to a field. */
export type Step = "change" | "removal" | "later addition";

/** A kind, and what is tried of the fields of its objects. */
export interface Subject {
  readonly definition: KindDefinition;
  /** Says everything that can be said at once. */
  readonly full: JsonObject;
  /** Another value of each field. */
  readonly others: Readonly<Record<string, Json>>;
  /** For fields that the full manifest cannot have: the members that make room for them. */
  readonly instead: Readonly<Record<string, Edit>>;
  /** How each step of an immutable field is refused, and those of other fields that are. */
  readonly refusals: Readonly<Record<string, Partial<Record<Step, Refusal>>>>;
  /** Steps that no manifest can take, with the reason. */
  readonly exclusions: Readonly<Record<string, Partial<Record<Step, string>>>>;
}

/** The fields that only steer the operator, which all kinds share. */
export const operator = {
  managementPolicy: "Manage",
  deletionPolicy: "Delete",
  suspend: false,
  driftIntervalSeconds: 3600,
} as const;

/** Other values of them. */
export const otherOperator = {
  managementPolicy: "ReportDrift",
  deletionPolicy: "Retain",
  suspend: true,
  driftIntervalSeconds: 7200,
  "awsAccountRef.name": "staging",
  region: "eu-west-1",
} as const;
