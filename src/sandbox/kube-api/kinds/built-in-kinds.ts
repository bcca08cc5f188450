import { accessReviewKind } from "./access-review-kind.ts";
import { configMapKind, leaseKind, secretKind, serviceAccountKind } from "./core-kinds.ts";
import { definitionKind } from "./definition-kind.ts";
import { coreEventKind, currentEventKind } from "./event-kinds.ts";
import type { Kind } from "./kind.ts";
import { namespaceKind } from "./namespace-kind.ts";

/** Everything that is served before any definition is applied. */
export function builtInKinds(): readonly Kind[] {
  return [
    configMapKind,
    coreEventKind,
    namespaceKind,
    secretKind,
    serviceAccountKind,
    definitionKind(),
    accessReviewKind,
    leaseKind,
    currentEventKind,
  ];
}
