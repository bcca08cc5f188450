import type { JsonObject } from "../../src/base/json.ts";
import { type Edit, editObject } from "../api/edit-object.ts";
import { configurations } from "../api/kind-fields/configurations.ts";
import { type Field, fieldsOf } from "../api/kind-fields/fields.ts";
import { statesOf } from "../api/kind-fields/samples.ts";
import type { Subject } from "../api/kind-fields/subject.ts";
import { ConfigurationScene } from "./configuration-scene.ts";

/** What says how to get at a resource, which is not the subject here. */
const withoutPlace: Edit = { awsAccountRef: null, region: null, adoption: null };

/** One field of one kind, and manifests that differ in it. */
export interface ConfigurationCase {
  readonly subject: Subject;
  readonly field: Field;
  readonly present: JsonObject;
  /** Undefined: no manifest has another value. */
  readonly changed: JsonObject | undefined;
  /** Undefined: no manifest may lose it. */
  readonly absent: JsonObject | undefined;
}

function caseOf(subject: Subject, field: Field): ConfigurationCase {
  const { path } = field;
  // Being the account's default takes a call more with each revision.
  const bare = (spec: JsonObject): JsonObject =>
    editObject(spec, path === "default" ? withoutPlace : { ...withoutPlace, default: null });
  const { present, changed, absent } = statesOf(subject, field);
  const isLeftOut = (step: "change" | "removal"): boolean =>
    subject.exclusions[path]?.[step] !== undefined || subject.refusals[path]?.[step] !== undefined;
  return {
    subject,
    field,
    present: bare(present),
    changed: isLeftOut("change") ? undefined : bare(changed),
    absent: isLeftOut("removal") ? undefined : bare(absent),
  };
}

/** Every field of the kinds that services refer to. */
export const configurationCases: readonly ConfigurationCase[] = configurations.flatMap((subject) =>
  fieldsOf(subject.definition.schema).map((field) => caseOf(subject, field)),
);
/** Each with a title that tells it from the others. */
export const titled = (cases: readonly ConfigurationCase[]): readonly (readonly [string, ConfigurationCase])[] =>
  cases.map((one) => [`${one.field.path} of a ${one.subject.definition.type.kind}, ${one.field.mutability}`, one]);

/** A world where an object of the case's kind has that spec, and rests. */
export async function sceneOf({ subject }: ConfigurationCase, spec: JsonObject): Promise<ConfigurationScene> {
  const scene = new ConfigurationScene(subject);
  await scene.start(spec);
  return scene;
}
