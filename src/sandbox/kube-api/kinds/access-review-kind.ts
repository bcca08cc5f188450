import { builtInKind } from "./built-in-kind.ts";
import type { Kind } from "./kind.ts";

/** Whether the caller may do something: here everyone may do everything. Nothing of it is kept. */
export const accessReviewKind: Kind = builtInKind({
  group: "authorization.k8s.io",
  version: "v1",
  plural: "selfsubjectaccessreviews",
  kind: "SelfSubjectAccessReview",
  namespaced: false,
  verbs: ["create"],
  description: "SelfSubjectAccessReview checks whether or not the current user can perform an action.",
  properties: {
    spec: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
  },
  rules: {
    answerCreate: (object) => ({ ...object, status: { allowed: true, reason: "the sandbox has no authorization" } }),
  },
});
