import { isJsonObject } from "../../base/json.ts";
import type { Json } from "../../base/json.ts";
import { notesKeyword } from "../schema/field-notes.ts";
import type { FieldNotes, Mutability } from "../schema/field-notes.ts";
import { appRunnerServiceSpec } from "./spec.ts";

/** The members of UpdateService that carry configuration: each is sent complete or not at all. */
const blocks = [
  "sourceConfiguration",
  "instanceConfiguration",
  "autoScalingConfigurationArn",
  "healthCheckConfiguration",
  "networkConfiguration",
  "observabilityConfiguration",
] as const;

/** A top-level member of UpdateService, in the case of the API. */
export type UpdateBlock = Capitalize<(typeof blocks)[number]>;

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

/** Every field of AppRunnerService's spec, in the order of the schema. */
export const fieldTable: readonly SpecField[] = fieldsOf(appRunnerServiceSpec, "", true);

function fieldsOf(schema: unknown, path: string, required: boolean): SpecField[] {
  if (!isJsonObject(schema)) return [];
  const { properties } = schema;
  if (isJsonObject(properties)) {
    return Object.entries(properties).flatMap(([name, member]) =>
      fieldsOf(member, path === "" ? name : `${path}.${name}`, isRequired(schema["required"], name)),
    );
  }
  const notes: FieldNotes = isJsonObject(schema[notesKeyword]) ? schema[notesKeyword] : {};
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

function isRequired(required: Json | undefined, name: string): boolean {
  return Array.isArray(required) && required.includes(name);
}

function blockOf(path: string): UpdateBlock | undefined {
  const block = blocks.find((name) => path === name || path.startsWith(`${name}.`));
  return block === undefined ? undefined : capitalize(block);
}

function capitalize<const Name extends string>(name: Name): Capitalize<Name> {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}` as Capitalize<Name>;
}
