import type { Json, JsonObject } from "../../../src/base/json.ts";
import { editObject, valueAt } from "../edit-object.ts";
import type { UpdateSample } from "../sample.ts";
import { type Field, fieldsOf } from "./fields.ts";
import { configurations } from "./configurations.ts";
import { serviceUsers } from "./service-users.ts";
import type { Step, Subject } from "./subject.ts";

const steps: readonly Step[] = ["change", "removal", "later addition"];

/** An object of the subject's kind with that spec. */
export function manifestOf({ definition }: Subject, spec: JsonObject): JsonObject {
  const { group, version, kind } = definition.type;
  return { apiVersion: `${group}/${version}`, kind, metadata: { name: "sample" }, spec };
}

/** A step that no manifest can take, and why. */
interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/**
 * For every field of the subject's spec: its change, its removal and its later addition. Those of an immutable field are
 * refused, the others accepted.
 */
export function fieldSamplesOf(subject: Subject): {
  readonly tried: readonly UpdateSample[];
  readonly leftOut: readonly LeftOut[];
} {
  const all = fieldsOf(subject.definition.schema).flatMap((field) =>
    steps.map((step) => sampleOf(subject, field, step)),
  );
  return { tried: all.filter((one) => "expect" in one), leftOut: all.filter((one) => "reason" in one) };
}

/** Every kind that is made at App Runner but the service, whose samples field-samples.ts makes. */
export const subjects: readonly Subject[] = [...serviceUsers, ...configurations];

/** The same of all these kinds. */
export const kindFieldSamples: readonly UpdateSample[] = subjects.flatMap((subject) => fieldSamplesOf(subject).tried);

function sampleOf(subject: Subject, field: Field, step: Step): UpdateSample | LeftOut {
  const name = `${step} of ${field.path} (${field.mutability}) of a ${subject.definition.type.kind}`;
  const reason = subject.exclusions[field.path]?.[step];
  if (reason !== undefined) return { name, reason };
  const { present, changed, absent } = statesOf(subject, field);
  const [before, after] = {
    change: [present, changed],
    removal: [present, absent],
    "later addition": [absent, present],
  }[step] as [JsonObject, JsonObject];
  const refusal = subject.refusals[field.path]?.[step];
  if (field.mutability === "immutable" && refusal === undefined) throw new Error(`say how the ${name} is refused`);
  return {
    name,
    before: manifestOf(subject, before),
    after: manifestOf(subject, after),
    expect: refusal ?? "accepted",
  };
}

/** The specs of an object that has the field, has another value of it, and lacks it. */
export function statesOf(
  { full, instead, others }: Subject,
  { path }: Field,
): Readonly<Record<"present" | "changed" | "absent", JsonObject>> {
  const present = editObject(full, instead[path] ?? {});
  if (valueAt(present, path) === undefined) throw new Error(`say in the subject how a manifest has ${path}`);
  const other = others[path];
  return {
    present,
    changed: other === undefined ? present : editObject(present, { [path]: other }),
    absent: withoutEmpty(editObject(present, { [path]: null })),
  };
}

/** A reference that has lost its only member is left out. */
function withoutEmpty(spec: JsonObject): JsonObject {
  const isEmpty = (value: Json | undefined): boolean => JSON.stringify(value) === "{}";
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => !isEmpty(value)));
}
