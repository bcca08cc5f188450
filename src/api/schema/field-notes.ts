import type { Json } from "../../base/json.ts";
import type { Rule } from "./rule.ts";

/**
 * What an edit of a field does to the resource: it is changed where it stands, gets a new revision, is replaced by one of
 * another name, stays since the edit is refused, or stays since the field only steers the operator.
 */
export type Mutability = "in place" | "new revision" | "replaced" | "immutable" | "operator";

/** What the schema says about a field beyond what a CRD can hold. */
export interface FieldNotes {
  /** Absent: "in place". */
  readonly mutability?: Mutability;
  /** The App Runner API marks the member as sensitive: its value must never be shown. */
  readonly sensitive?: true;
  /** What App Runner uses when the member is absent from CreateService, as DescribeService reports it. */
  readonly appRunnerDefault?: Json;
  /** The path below spec that the field takes the place of: its ARN is put there before anything else is done. */
  readonly standsFor?: string;
  /** The default in words, where it is no fixed value. */
  readonly defaultText?: string;
}

/** The schema keyword that carries a field's notes; it is removed from the CRD. */
export const notesKeyword = "x-field-notes";

/** What every field says. */
export interface FieldOptions extends FieldNotes {
  readonly description: string;
  readonly rules?: readonly Rule[];
}

/** Schema keywords for the options that all fields share. */
export function fieldKeywords(options: FieldOptions): Record<string, unknown> {
  const { description, rules, mutability, sensitive, appRunnerDefault, defaultText, standsFor } = options;
  const notes = { mutability, sensitive, appRunnerDefault, defaultText, standsFor };
  return {
    description,
    ...(rules === undefined ? {} : { "x-kubernetes-validations": rules }),
    ...(Object.values(notes).every((note) => note === undefined) ? {} : { [notesKeyword]: notes }),
  };
}
