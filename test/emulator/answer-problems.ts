import { isJsonObject } from "../../src/base/json.ts";
import type { Json } from "../../src/base/json.ts";
import { shapeNamed } from "./api-model.ts";
import type { ApiModel, ShapeModel, StringModel, StructureModel } from "./api-model.ts";
import type { LiveDeviation } from "./live-deviations.ts";
import { brokenBy } from "./model-samples.ts";

/** What an answer is held against. */
export interface AnswerRules {
  readonly model: ApiModel;
  readonly deviations: Readonly<Record<string, LiveDeviation>>;
  /** Told the name of every shape whose deviation an answer had. */
  readonly onDeviation: (name: string) => void;
}

/** In what an answer differs from a shape of the model: members, types, values, and what is required and absent. */
export function answerProblems(rules: AnswerRules, name: string, value: Json, path = ""): readonly string[] {
  const shape = shapeNamed(rules.model, name);
  if (typeOf(value) !== wireType(shape)) return [`${path} is not of the type ${shape.type}`];
  switch (shape.type) {
    case "string":
      return ofText(rules, name, shape, { text: String(value), path });
    case "integer":
      return Number.isInteger(value) ? [] : [`${path} is not a whole number`];
    case "list":
      return (value as readonly Json[]).flatMap((member, index) =>
        answerProblems(rules, shape.member.shape, member, `${path}[${index}]`),
      );
    case "map":
      return Object.entries(isJsonObject(value) ? value : {}).flatMap(([key, member = null]) => [
        ...answerProblems(rules, shape.key.shape, key, `${path} key`),
        ...answerProblems(rules, shape.value.shape, member, `${path}.${key}`),
      ]);
    case "structure":
      return ofStructure(rules, shape, value, path);
    case "boolean":
    case "timestamp":
      return [];
  }
}

function ofStructure(rules: AnswerRules, shape: StructureModel, value: Json, path: string): readonly string[] {
  const members = Object.entries(isJsonObject(value) ? value : {});
  const absent = (shape.required ?? []).filter((required) => !members.some(([member]) => member === required));
  return [
    ...absent.map((member) => `${path}.${member} is required, and absent`),
    ...members.flatMap(([member, inner = null]) => {
      const reference = shape.members[member];
      return reference === undefined
        ? [`${path}.${member} is no member`]
        : answerProblems(rules, reference.shape, inner, `${path}.${member}`);
    }),
  ];
}

function ofText(
  { deviations, onDeviation }: AnswerRules,
  name: string,
  shape: StringModel,
  { text, path }: { readonly text: string; readonly path: string },
): readonly string[] {
  const broken = brokenBy(text, shape);
  if (broken.length === 0) return [];
  if (deviations[name]?.isLive(text, shape) === true) {
    onDeviation(name);
    return [];
  }
  return broken.map((constraint) => `${path} is ${text}: ${constraint}`);
}

/** What a shape's values are in JSON. Times are epoch seconds. */
function wireType({ type }: ShapeModel): string {
  switch (type) {
    case "integer":
    case "timestamp":
      return "number";
    case "map":
    case "structure":
      return "object";
    default:
      return type;
  }
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return "list";
  return value === null ? "null" : typeof value;
}
