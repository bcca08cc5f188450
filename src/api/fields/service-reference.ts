import { Type } from "typebox";
import type { Rule } from "../schema/rule.ts";
import { text } from "../schema/scalars.ts";
import { serviceArn } from "./arn.ts";
import { objectReference } from "./object-reference.ts";
import { observed, wasObserved } from "./observed.ts";

/** The service that something belongs to: as an object of the namespace, or by its ARN. */
export const serviceReferenceFields = {
  serviceArn: Type.Optional(
    text({
      ...serviceArn,
      description: "The service, by its ARN, which says the region, too. Either it or `serviceRef`.",
      mutability: "immutable",
    }),
  ),
  serviceRef: Type.Optional(
    objectReference({
      kind: "AppRunnerService",
      description: "The service as an object of this namespace. Account and region are those of the service then.",
      arnPath: "serviceArn",
      mutability: "immutable",
    }),
  ),
};

/** The rules across these fields. */
export function serviceReferenceRules(noun: string): readonly Rule[] {
  return [
    {
      rule: `${observed} || has(self.serviceArn) || has(self.serviceRef)`,
      message: "`serviceRef` or `serviceArn` must be given unless `managementPolicy` is Observe",
      reason: "FieldValueRequired",
      fieldPath: ".serviceRef",
    },
    {
      rule: "!(has(self.serviceArn) && has(self.serviceRef))",
      message: "`serviceArn` and `serviceRef` must not be given together; leave out one of them",
      fieldPath: ".serviceRef",
    },
    {
      rule: "!has(self.serviceRef) || (!has(self.region) && !has(self.awsAccountRef))",
      message: "`region` and `awsAccountRef` are those of the service that `serviceRef` names; leave them out",
      fieldPath: ".serviceRef",
    },
    {
      rule: "!has(self.region) || !has(self.serviceArn) || self.serviceArn.split(':')[3] == self.region",
      message: "`region` must be the one that `serviceArn` names; correct one of them, or leave `region` out",
      fieldPath: ".region",
    },
    {
      rule: `${wasObserved} || !has(self.serviceArn) || !has(oldSelf.serviceArn) || self.serviceArn == oldSelf.serviceArn`,
      message: `\`serviceArn\` is immutable; create another object for another ${noun}`,
      reason: "FieldValueForbidden",
      fieldPath: ".serviceArn",
    },
    {
      rule: `${wasObserved} || !has(self.serviceRef) || !has(oldSelf.serviceRef) || self.serviceRef.name == oldSelf.serviceRef.name`,
      message: `\`serviceRef\` is immutable; create another object for another ${noun}`,
      reason: "FieldValueForbidden",
      fieldPath: ".serviceRef",
    },
  ];
}
