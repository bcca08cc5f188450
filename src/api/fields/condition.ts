import type { Static } from "typebox";
import { listByKey, structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, integer, text, time } from "../schema/scalars.ts";
import { Type } from "typebox";

const qualifiedName = String.raw`^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$`;

const condition = structure(
  {
    type: text({ description: "What the condition is about.", maxLength: 316, pattern: qualifiedName }),
    status: choice(["True", "False", "Unknown"], { description: "Whether it holds." }),
    reason: text({
      description: "Why, as one word of the operator's list of reasons.",
      minLength: 1,
      maxLength: 1024,
      pattern: "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
    }),
    message: text({ description: "Why, for people, and what to do.", maxLength: 32768 }),
    observedGeneration: Type.Optional(
      integer({ description: "The generation of the object that this was said of.", minimum: 0, format: "int64" }),
    ),
    lastTransitionTime: time({ description: "When `status` last changed." }),
  },
  { description: "One fact about the object, with the bounds of metav1.Condition." },
);

/** One fact about an object, as metav1.Condition. */
export type Condition = ReadOnly<Static<typeof condition>>;

/** The schema of `status.conditions`. */
export const conditions = listByKey(condition, {
  description: "What holds for the object at present. `Ready` is the summary.",
  key: "type",
  maxItems: 16,
});
