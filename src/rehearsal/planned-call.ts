import type { AppRunnerCall, AppRunnerOperation } from "../aws/port.ts";
import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { ourPrefix } from "../controllers/engine/ownership.ts";
import { stableJson } from "../base/stable-json.ts";

/** An object as plans name it. */
export interface ObjectName {
  readonly kind: string;
  /** Absent for objects of the cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** How plans name an object. */
export function nameOf(object: {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string | undefined; readonly name?: string | undefined };
}): ObjectName {
  const { namespace, name = "" } = object.metadata;
  return { kind: object.kind, ...(namespace !== undefined && { namespace }), name };
}

/** One field that a call sets. A sensitive value is never shown, only that it differs. */
export interface FieldChange {
  /** As in the manifest, such as `sourceConfiguration.imageRepository.imageIdentifier`. */
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly sensitive?: true;
  /** Of a sensitive one: it goes. */
  readonly removed?: true;
}

/** What a call means for what runs. */
export type Effect = "create" | "change" | "restart" | "delete" | "tags" | "pause" | "resume" | "deploy";

/** A call of App Runner that the operator would make. */
export interface PlannedCall {
  readonly object: ObjectName;
  readonly operation: AppRunnerOperation;
  readonly effect: Effect;
  readonly because: string;
  readonly changes: readonly FieldChange[];
  /** What App Runner would refuse it with, as far as a copy of it can know. */
  readonly refusal?: string;
}

/** What the call does, from the reading that shows its resource as it is before. */
export function effectOf(operation: AppRunnerOperation): Effect {
  if (operation === "UpdateService") return "restart";
  if (operation.endsWith("agResource")) return "tags";
  if (operation === "PauseService") return "pause";
  if (operation === "ResumeService") return "resume";
  if (operation === "StartDeployment") return "deploy";
  if (/^(Create|Associate)/.test(operation)) return "create";
  if (/^(Delete|Disassociate)/.test(operation)) return "delete";
  return "change";
}

/** The operation, and its input, that reads what a call changes; undefined where nothing is there yet, or nothing is compared. */
export function readingBefore(
  call: AppRunnerCall,
): { readonly operation: string; readonly input: JsonObject } | undefined {
  switch (call.operation) {
    case "UpdateService":
      return { operation: "DescribeService", input: { ServiceArn: call.input.ServiceArn ?? "" } };
    case "UpdateVpcIngressConnection":
      return {
        operation: "DescribeVpcIngressConnection",
        input: { VpcIngressConnectionArn: call.input.VpcIngressConnectionArn ?? "" },
      };
    case "TagResource":
    case "UntagResource":
      return { operation: "ListTagsForResource", input: { ResourceArn: call.input.ResourceArn ?? "" } };
    default:
      return undefined;
  }
}

/** Members that name what a call is about, and are no change of it. */
const subjects = ["ServiceArn", "ResourceArn", "VpcIngressConnectionArn"];

/** The API's members that the model marks as sensitive. */
const sensitive = /(^|\.)(runtimeEnvironmentVariables|runtimeEnvironmentSecrets|startCommand|buildCommand)(\.|$)/;

/** What a call changes, field by field. */
export function changesOf(call: AppRunnerCall, before: Json | undefined): readonly FieldChange[] {
  const input = JSON.parse(JSON.stringify(call.input)) as JsonObject;
  if (call.operation === "TagResource" || call.operation === "UntagResource") return tagChanges(input, before);
  if (!/^(Create|Update|Associate)/.test(call.operation)) return [];
  const shown = isJsonObject(before) ? Object.values(before).find(isJsonObject) : undefined;
  const known = leavesOf(shown ?? {});
  const { Tags: tags, ...others } = input;
  const subjectless = Object.fromEntries(
    Object.entries(others).filter(([name]) => before === undefined || !subjects.includes(name)),
  );
  // The tags that say whose a new resource is go without saying.
  const ownTags = [...tagsIn(tags)].filter(([key]) => !key.startsWith(ourPrefix));
  const tagFields = ownTags.map(([key, value]) => change(`tags[${key}]`, undefined, value));
  return [...leavesOf(subjectless)]
    .flatMap(([field, after]) => {
      const was = known.get(field) ?? known.get(`autoScalingConfigurationSummary.${field}`);
      return was !== undefined && stableJson(was) === stableJson(after) ? [] : [change(field, was, after)];
    })
    .concat(removedFields(input, known), tagFields);
}

/** The members whose inner members are replaced as a whole by those that are sent, by the path of what has no default. */
const replacedWhole = [
  ["sourceConfiguration", "imageRepository", "imageConfiguration"],
  ["sourceConfiguration", "codeRepository", "codeConfiguration", "codeConfigurationValues"],
] as const;

/** What goes because it is not sent any more: commands, variables and secrets. All of them are sensitive. */
function removedFields(input: JsonObject, known: ReadonlyMap<string, Json>): readonly FieldChange[] {
  return replacedWhole.flatMap((path) => {
    const sent = path.reduce<Json | undefined>(
      (value, name) => (isJsonObject(value) ? value[name.charAt(0).toUpperCase() + name.slice(1)] : undefined),
      input,
    );
    if (!isJsonObject(sent)) return [];
    const prefix = path.join(".");
    const after = leavesOf(sent, prefix);
    const fields = [...known.keys()].filter((field) => field.startsWith(`${prefix}.`) && sensitive.test(field));
    return fields.filter((field) => !after.has(field)).map((field) => ({ field, sensitive: true, removed: true }));
  });
}

function change(field: string, before: Json | undefined, after: Json | undefined): FieldChange {
  if (sensitive.test(field)) return { field, sensitive: true };
  return { field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function tagChanges(input: JsonObject, before: Json | undefined): readonly FieldChange[] {
  const known = tagsIn(isJsonObject(before) ? before["Tags"] : undefined);
  const set = [...tagsIn(input["Tags"])].filter(([key, value]) => known.get(key) !== value);
  const removed = isList(input["TagKeys"]) ? input["TagKeys"].filter((key) => typeof key === "string") : [];
  return [
    ...set.map(([key, value]) => change(`tags[${key}]`, known.get(key), value)),
    ...removed.map((key) => change(`tags[${key}]`, known.get(key), undefined)),
  ];
}

function tagsIn(list: Json | undefined): ReadonlyMap<string, string> {
  const tags = isList(list) ? list.filter(isJsonObject) : [];
  return new Map(tags.map(({ Key: key, Value: value }) => [textOf(key), textOf(value)]));
}

/** The scalars and lists in an object of the API, by their path in the case of the manifest; keys of maps stay as they are. */
function leavesOf(object: JsonObject, prefix = ""): ReadonlyMap<string, Json> {
  const isMap = /(^|\.)runtimeEnvironment(Variables|Secrets)$/.test(prefix);
  const leaves = new Map<string, Json>();
  for (const [member, value] of Object.entries(object)) {
    const name = isMap ? member : member.charAt(0).toLowerCase() + member.slice(1);
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (isJsonObject(value)) for (const [inner, leaf] of leavesOf(value, path)) leaves.set(inner, leaf);
    else if (value !== undefined) leaves.set(path, value);
  }
  return leaves;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
