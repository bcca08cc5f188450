import type { Grant } from "../../api/aws-account/grant.ts";

type Selector = NonNullable<Grant["namespaces"]["selector"]>;
type Requirement = NonNullable<Selector["matchExpressions"]>[number];

/** Whether labels meet a selector, as Kubernetes decides it. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((requirement) => meets(requirement, labels))
  );
}

function meets({ key, operator, values = [] }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "In":
      return value !== undefined && values.includes(value);
    // As in Kubernetes, where the label is missing it is not one of the values.
    case "NotIn":
      return value === undefined || !values.includes(value);
  }
}
