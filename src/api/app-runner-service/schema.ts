import { Type } from "typebox";
import { structure } from "../schema/composites.ts";
import type { Rule } from "../schema/rule.ts";
import { appRunnerServiceSpec } from "./spec.ts";
import { appRunnerServiceStatus } from "./status.ts";

/** CEL can see of the metadata only the name, and that only at the root. */
const rules: readonly Rule[] = [
  {
    rule: "has(self.spec.serviceName) || self.metadata.name.matches('^[A-Za-z0-9][A-Za-z0-9-]{3,39}$')",
    message:
      "`metadata.name` is the service's name unless `spec.serviceName` is given, so it must have 4 to 40 letters, digits and hyphens, and no dot; rename the object or give `spec.serviceName`",
    fieldPath: ".spec.serviceName",
  },
  {
    rule: "has(self.spec.serviceName) || !has(oldSelf.spec.serviceName)",
    message: "`spec.serviceName` cannot be removed; create another object for another service",
    reason: "FieldValueForbidden",
    fieldPath: ".spec.serviceName",
  },
  {
    rule: "!has(self.spec.serviceName) || has(oldSelf.spec.serviceName) || self.spec.serviceName == self.metadata.name",
    message:
      "`spec.serviceName` can be added later only if it equals `metadata.name`, which is the service's name already; create another object for another service",
    reason: "FieldValueForbidden",
    fieldPath: ".spec.serviceName",
  },
];

/** The schema of a whole AppRunnerService. */
export const appRunnerServiceSchema = structure(
  {
    apiVersion: Type.Optional(Type.String({ description: "The API group and version." })),
    kind: Type.Optional(Type.String({ description: "The kind of the object." })),
    metadata: Type.Optional(Type.Unsafe<object>({ type: "object" })),
    spec: appRunnerServiceSpec,
    status: Type.Optional({
      ...appRunnerServiceStatus,
      // A default on the member alone would leave a new object without any status, and kstatus would call it current.
      default: { observedGeneration: -1 },
    }),
  },
  {
    description: "An AWS App Runner service: the operator creates it, or adopts it, and keeps it as the spec says.",
    rules,
  },
);
