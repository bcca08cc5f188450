import type { Operation } from "rfc6902";

const root = "/spec/versions/0/schema/openAPIV3Schema";
const spec = `${root}/properties/spec/properties`;
const status = `${root}/properties/status`;

function set(path: string, value: unknown): Operation {
  return { op: "add", path, value };
}

function remove(path: string): Operation {
  return { op: "remove", path };
}

function field(schema: object, name = "planted"): Operation {
  return set(`${spec}/${name}`, { description: "Planted.", ...schema });
}

const rule = { rule: "true", message: "say what to do" };

/** For each lint rule a change of a CRD that breaks it. */
export const plants: Readonly<Record<string, Operation>> = {
  "every schema has a type": field({ maxLength: 1 }),
  "only keywords that the oldest supported Kubernetes knows": field({ type: "boolean", "x-field-notes": {} }),
  "an object has either properties or additionalProperties": field({ type: "object" }),
  "what is required exists": set(`${root}/required/0`, "sepc"),
  "the root has only the keywords that a status subresource allows": set(`${root}/maxProperties`, 9),
  "alternatives are CEL rules, not anyOf, but for numbers that may be strings": field({
    type: "boolean",
    anyOf: [{ enum: [true] }],
  }),
  "every string is bounded": field({ type: "string" }),
  "every list is bounded": field({
    type: "array",
    items: { type: "boolean" },
    "x-kubernetes-list-type": "atomic",
  }),
  "every map is bounded": field({ type: "object", additionalProperties: { type: "boolean" } }),
  "no floating point numbers": field({ type: "number" }),
  "integers are int32 or int64": field({ type: "integer" }),
  "every list says its list type": field({ type: "array", items: { type: "boolean" }, maxItems: 1 }),
  "the keys of a keyed list are scalars that every item has": remove(`${spec}/tags/items/required`),
  "the items of a set are scalars": field({
    type: "array",
    items: { type: "object", properties: {} },
    maxItems: 1,
    "x-kubernetes-list-type": "set",
  }),
  "no maps of objects": field({
    type: "object",
    additionalProperties: { type: "object", properties: {} },
    maxProperties: 1,
  }),
  "nothing is nullable, since null deletes in a merge patch": field({ type: "boolean", nullable: true }),
  "only what is optional has a default": set(
    `${spec}/sourceConfiguration/properties/imageRepository/properties/imageRepositoryType/default`,
    "ECR",
  ),
  "a default is valid, with no member that pruning would take away": set(`${status}/default/planted`, true),
  "the spec has no defaults, so that those of the account and the operator can act": set(
    `${spec}/suspend/default`,
    false,
  ),
  "a new object has a status that is older than its spec": remove(`${status}/default`),
  "the message of a CEL rule is one line, without a full stop": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, message: "do this\nor that" }],
  }),
  "the message of a CEL rule writes the fields that it names in backticks": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, message: "say it, or give serviceName" }],
  }),
  "what the message of a CEL rule has in backticks is a field": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, message: "say it, or give `servicename`" }],
  }),
  "the reason of a CEL rule is one that Kubernetes knows": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, reason: "Because" }],
  }),
  "the fieldPath of a CEL rule exists": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, fieldPath: ".sevriceName" }],
  }),
  "a CEL rule names oldSelf only where there is an old value": field({
    type: "array",
    items: { type: "boolean", "x-kubernetes-validations": [{ ...rule, rule: "self == oldSelf" }] },
    maxItems: 1,
    "x-kubernetes-list-type": "atomic",
  }),
  "no CEL feature that is younger than the oldest supported Kubernetes": field({
    type: "boolean",
    "x-kubernetes-validations": [{ ...rule, optionalOldSelf: true }],
  }),
  "a pattern is RE2 and anchored at both ends": field({ type: "string", maxLength: 9, pattern: "^(?!aws:).+$" }),
  "fields are camelCase": field({ type: "boolean" }, "Planted"),
  "every field is described by sentences": field({ type: "boolean", description: "" }),
  "no phase: conditions say more and can grow": field({ type: "string", maxLength: 9 }, "phase"),
  "a time is called …At or …Time, and has the format date-time": field({ type: "string", maxLength: 64 }, "plantedAt"),
  "a duration is a number with its unit in the name": field({ type: "string", maxLength: 9, format: "duration" }),
  "a reference is called …Ref": field({ type: "string", maxLength: 9 }, "serviceReference"),
  "the names of the kind fit together": set("/spec/names/categories/0", "all"),
  "status is a subresource, and scale is not": set("/spec/versions/0/subresources/scale", {}),
  "no version key that the oldest supported Kubernetes refuses": set("/spec/versions/0/selectableFields", []),
  "everything in status is optional": set(`${status}/required`, ["arn"]),
  "conditions come first in status, keyed by type, with the bounds of metav1.Condition": set(
    `${status}/properties/conditions/items/properties/reason/maxLength`,
    2048,
  ),
  "printer columns show fields that exist": set(
    "/spec/versions/0/additionalPrinterColumns/4/jsonPath",
    ".status.servicestatus",
  ),
  "-o wide shows ARN, MESSAGE and GENERATION too": remove("/spec/versions/0/additionalPrinterColumns/9"),
  "the first columns are READY and STATUS, the last one without -o wide is AGE, and between them is at most one": set(
    "/spec/versions/0/additionalPrinterColumns/4/priority",
    0,
  ),
};
