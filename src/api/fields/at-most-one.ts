import type { Rule } from "../schema/rule.ts";

/** The rule that an ARN and a reference that stands for it exclude each other. */
export function atMostOne(arn: string, reference: string): Rule {
  return {
    rule: `!(has(self.${arn}) && has(self.${reference}))`,
    message: `at most one of \`${arn}\` and \`${reference}\` must be given`,
    fieldPath: `.${reference}`,
  };
}
