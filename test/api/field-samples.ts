import { fieldTable } from "../../src/api/app-runner-service.ts";
import type { SpecField } from "../../src/api/app-runner-service.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { editObject, valueAt } from "./edit-object.ts";
import type { Edit } from "./edit-object.ts";
import { fieldChanges, fieldRemovals } from "./field-edits.ts";
import { codeSpec, imageSpec, manifestOf } from "./manifests.ts";
import { byRule, bySchema } from "./sample.ts";
import type { Refusal, UpdateSample } from "./sample.ts";

type Step = "change" | "removal" | "later addition";

/** A case that the schema would call for and that cannot be had, with the reason. */
interface ExcludedSample {
  readonly name: string;
  readonly reason: string;
}

const encryption = byRule("spec.encryptionConfiguration", "`encryptionConfiguration` is immutable");
const connection = "sourceConfiguration.authenticationConfiguration.connectionArn";
const accessRole = "sourceConfiguration.authenticationConfiguration.accessRoleArn";
const repositoryType = "sourceConfiguration.imageRepository.imageRepositoryType";

/** The steps that must be refused. */
const refusals: Readonly<Record<string, Partial<Record<Step, Refusal>>>> = {
  serviceName: {
    change: byRule("spec.serviceName", "`serviceName` is immutable"),
    removal: byRule("spec.serviceName", "`spec.serviceName` cannot be removed"),
    "later addition": byRule("spec.serviceName", "can be added later only if it equals `metadata.name`"),
  },
  "encryptionConfiguration.kmsKey": { change: encryption, removal: encryption, "later addition": encryption },
  [repositoryType]: {
    change: byRule(`spec.${repositoryType}`, "`imageRepositoryType` is immutable"),
    removal: bySchema(`spec.${repositoryType}`, "Required value"),
  },
  [connection]: {
    removal: byRule(`spec.${connection}`, "must be given with a `codeRepository`"),
  },
  [accessRole]: {
    removal: byRule(`spec.${accessRole}`, "must be given when `imageRepositoryType` is ECR"),
  },
  "instanceConfiguration.instanceRoleArn": {
    removal: byRule("spec.instanceConfiguration.instanceRoleArn", "`instanceRoleArn` cannot be removed"),
  },
};

/** Steps that no manifest can take, or that would say nothing. */
const exclusions: Readonly<Record<string, Partial<Record<Step, string>>>> = {
  "sourceConfiguration.codeRepository.sourceCodeVersion.type": { change: "BRANCH is the only value" },
  "instanceConfiguration.instanceRoleArn": {
    "later addition": "the secrets of the full manifest need the role before",
  },
  [connection]: { "later addition": "a code repository cannot be without it" },
  [accessRole]: { "later addition": "a private image cannot be without it" },
};

const made = fieldTable.flatMap((field) =>
  (["change", "removal", "later addition"] as const).map((step) => sampleOf(field, step)),
);

/**
 * For every field of the spec: its change, its removal and its later addition. Those of an immutable field are refused,
 * the others accepted.
 */
export const fieldSamples: readonly UpdateSample[] = made.filter((sample) => "expect" in sample);

/** The steps of a field that have no case. */
export const excludedFieldSamples: readonly ExcludedSample[] = made.filter((sample) => "reason" in sample);

function sampleOf(field: SpecField, step: Step): UpdateSample | ExcludedSample {
  const name = `${step} of ${field.path}`;
  const expect = refusals[field.path]?.[step];
  if (field.mutability === "immutable" && expect === undefined && !isRequired(field)) {
    throw new Error(`say how the ${name} is refused`);
  }
  const reason = exclusions[field.path]?.[step] ?? (expect === undefined ? requiredReason(field, step) : undefined);
  if (reason !== undefined) return { name, reason };
  const { present, changed, absent } = statesOf(field);
  const [before, after] = {
    change: [present, changed],
    removal: [present, absent],
    "later addition": [absent, present],
  }[step] as [JsonObject, JsonObject];
  return { name, before: manifestOf(before), after: manifestOf(after), expect: expect ?? "accepted" };
}

function requiredReason(field: SpecField, step: Step): string | undefined {
  return isRequired(field) && step !== "change" ? "its parent must have it" : undefined;
}

function isRequired(field: SpecField): boolean {
  return field.required && fieldRemovals[field.path] === undefined;
}

/** The specs of a service that has the field, has another value of it, and lacks it. */
function statesOf({ path }: SpecField): { present: JsonObject; changed: JsonObject; absent: JsonObject } {
  const spec = valueAt(imageSpec, path) === undefined && valueAt(codeSpec, path) !== undefined ? codeSpec : imageSpec;
  const change = fieldChanges[path];
  if (change === undefined) throw new Error(`give ${path} another value in fieldChanges`);
  const present = valueAt(spec, path) === undefined ? editObject(spec, change) : spec;
  const removal: Edit = fieldRemovals[path] ?? { [path]: null };
  const absent = editObject(present, removal);
  return { present, changed: present === spec ? editObject(spec, change) : absent, absent };
}
