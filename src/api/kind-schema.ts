import { Type } from "typebox";
import type { TObject, TProperties, TSchema } from "typebox";
import { structure } from "./schema/composites.ts";
import type { FieldOptions } from "./schema/field-notes.ts";
import type { Rule } from "./schema/rule.ts";

/** The schema of a whole object. Its status has a default, so that a new object is never taken for a settled one. */
export function kindSchema<Spec extends TSchema, Status extends TProperties>(
  spec: Spec,
  status: TObject<Status>,
  options: FieldOptions,
): object {
  return structure(
    {
      apiVersion: Type.Optional(Type.String({ description: "The API group and version." })),
      kind: Type.Optional(Type.String({ description: "The kind of the object." })),
      metadata: Type.Optional(Type.Unsafe<object>({ type: "object" })),
      spec,
      // A default on the member alone would leave a new object without any status, and kstatus would call it current.
      status: Type.Optional({ ...status, default: { observedGeneration: -1 } }),
    },
    options,
  );
}

/**
 * The rules on the name at App Runner, which is `metadata.name` unless `spec.<field>` gives one, and never changes. CEL
 * can see of the metadata only the name, and that only at the root.
 */
export function nameRules(field: string, noun: string, maxLength: number): readonly Rule[] {
  const given = `has(self.spec.${field})`;
  const fieldPath = `.spec.${field}`;
  return [
    {
      rule: `${given} || self.metadata.name.matches('^[A-Za-z0-9][A-Za-z0-9-]{3,${maxLength - 1}}$')`,
      message: `\`metadata.name\` is the ${noun}'s name unless \`spec.${field}\` is given, so it must have 4 to ${maxLength} letters, digits and hyphens, and no dot; rename the object or give \`spec.${field}\``,
      fieldPath,
    },
    {
      rule: `${given} || !has(oldSelf.spec.${field})`,
      message: `\`spec.${field}\` cannot be removed; create another object for another ${noun}`,
      reason: "FieldValueForbidden",
      fieldPath,
    },
    {
      rule: `!${given} || has(oldSelf.spec.${field}) || self.spec.${field} == self.metadata.name`,
      message: `\`spec.${field}\` can be added later only if it equals \`metadata.name\`, which is the ${noun}'s name already; create another object for another ${noun}`,
      reason: "FieldValueForbidden",
      fieldPath,
    },
  ];
}
