import type { Json } from "../../base/json.ts";
import type { Rule } from "./rule.ts";

/**
 * What an edit of a field does to the service: changed where it stands, refused, or nothing, since the field only steers
 * the operator.
 */
export type Mutability = "in place" | "immutable" | "operator";

/** What the schema says about a field beyond what a CRD can hold. */
export interface FieldNotes {
  /** Absent: "in place". */
  readonly mutability?: Mutability;
  /** The App Runner API marks the member as sensitive: its value must never be shown. */
  readonly sensitive?: true;
  /** What App Runner uses when the member is absent from CreateService, as DescribeService reports it. */
  readonly appRunnerDefault?: Json;
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
  const { description, rules, mutability, sensitive, appRunnerDefault, defaultText } = options;
  const notes = { mutability, sensitive, appRunnerDefault, defaultText };
  return {
    description,
    ...(rules === undefined ? {} : { "x-kubernetes-validations": rules }),
    ...(Object.values(notes).every((note) => note === undefined) ? {} : { [notesKeyword]: notes }),
  };
}
