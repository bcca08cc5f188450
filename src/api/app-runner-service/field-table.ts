import { isJsonObject } from "../../base/json.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { notesKeyword } from "../schema/field-notes.ts";
import type { FieldNotes, Mutability } from "../schema/field-notes.ts";
import { objectOf, textsOf } from "../schema/parts.ts";
import { appRunnerServiceSpec } from "./spec.ts";

/** Blocks of the spec, and the members of UpdateService that carry them: each is sent complete or not at all. */
const blocks = {
  sourceConfiguration: "SourceConfiguration",
  instanceConfiguration: "InstanceConfiguration",
  autoScalingConfigurationArn: "AutoScalingConfigurationArn",
  healthCheckConfiguration: "HealthCheckConfiguration",
  networkConfiguration: "NetworkConfiguration",
  observabilityConfiguration: "ObservabilityConfiguration",
} as const;

/** A top-level member of UpdateService, in the case of the API. */
export type UpdateBlock = (typeof blocks)[keyof typeof blocks];

/** One field of the spec: a scalar, a map or a list. */
export interface SpecField {
  /** Below spec, such as `sourceConfiguration.imageRepository.imageIdentifier`. */
  readonly path: string;
  readonly mutability: Mutability;
  /** Whether its parent, where that is given, must have it. */
  readonly required: boolean;
  /** The API marks the member as sensitive: its value must never be shown. */
  readonly sensitive: boolean;
  /** What App Runner uses when it is absent, as DescribeService reports it; undefined where that is no fixed value. */
  readonly appRunnerDefault: Json | undefined;
  /** The member of UpdateService that carries it; undefined when none does. */
  readonly block: UpdateBlock | undefined;
}

/** Every field of AppRunnerService's spec but the references, which stand for ARNs, in the order of the schema. */
export const fieldTable: readonly SpecField[] = fieldsOf(
  JSON.parse(JSON.stringify(appRunnerServiceSpec)) as JsonObject,
  "",
  true,
);

function fieldsOf(schema: JsonObject, path: string, required: boolean): SpecField[] {
  const { properties } = schema;
  if (isJsonObject(properties)) {
    return Object.entries(properties).flatMap(([name, member]) =>
      fieldsOf(objectOf(member), path === "" ? name : `${path}.${name}`, textsOf(schema["required"]).includes(name)),
    );
  }
  const notes: FieldNotes = objectOf(schema[notesKeyword]);
  if (notes.standsFor !== undefined) return [];
  return [
    {
      path,
      required,
      mutability: notes.mutability ?? "in place",
      sensitive: notes.sensitive === true,
      appRunnerDefault: notes.appRunnerDefault,
      block: blockOf(path),
    },
  ];
}

function blockOf(path: string): UpdateBlock | undefined {
  return Object.entries(blocks).find(([name]) => path === name || path.startsWith(`${name}.`))?.[1];
}
