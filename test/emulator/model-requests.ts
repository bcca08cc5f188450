import type { Json, JsonObject } from "../../src/base/json.ts";
import { isJsonObject } from "../../src/base/json.ts";
import { shapeNamed } from "./api-model.ts";
import type { ApiModel, ShapeModel, StringModel } from "./api-model.ts";
import { brokenBy, sampleOf, sampleText, stretched } from "./model-samples.ts";

/** A request's body, made from the model, and how it has to be judged. */
export interface ModelRequest {
  /** The member that it is about, as error texts name it, and what is special about it. */
  readonly title: string;
  readonly body: JsonObject;
  /** `accepted`: whatever the operation answers, it is not about a constraint. `mistyped`: the types do not fit. */
  readonly verdict: "accepted" | "mistyped" | { readonly violations: readonly string[] };
}

/** A place in a request: its path in error texts, its value in a request that fits, and the request with another one. */
interface Place {
  readonly path: string;
  readonly value: Json;
  readonly with: (value: Json | undefined) => JsonObject;
}

/**
 * The requests that try every constraint of an input shape: the least and the fullest that fit, each member at its
 * limits, and each member beyond each of its constraints and of another type, everything else being in order.
 */
export function modelRequests(model: ApiModel, name: string): readonly ModelRequest[] {
  const fullest = asObject(sampleOf(model, name, "all"));
  const whole: Place = { path: "", value: fullest, with: (value) => asObject(value ?? null) };
  return [
    { title: "least", body: asObject(sampleOf(model, name, "required")), verdict: "accepted" },
    { title: "fullest", body: fullest, verdict: "accepted" },
    ...requestsAt(model, name, whole),
  ];
}

function requestsAt(model: ApiModel, name: string, place: Place): readonly ModelRequest[] {
  const shape = shapeNamed(model, name);
  switch (shape.type) {
    case "string":
      return ofString(name, shape, place);
    case "integer":
      return ofInteger(shape, place);
    case "list": {
      const [first = null] = Array.isArray(place.value) ? (place.value as readonly Json[]) : [];
      const member = {
        path: `${place.path}.1.member`,
        value: first,
        with: (value: Json | undefined) => place.with([value ?? null]),
      };
      return requestsAt(model, shape.member.shape, member);
    }
    case "map":
      return ofMap(model, shape, place);
    case "structure":
      return Object.entries(shape.members).flatMap(([member, reference]) => {
        const at = memberOf(place, member);
        const mistyped: ModelRequest = {
          title: `${at.path} of another type`,
          body: at.with(otherType(shapeNamed(model, reference.shape))),
          verdict: "mistyped",
        };
        const isRequired = shape.required?.includes(member) === true;
        return [mistyped, ...(isRequired ? [absent(at)] : []), ...requestsAt(model, reference.shape, at)];
      });
    case "boolean":
    case "timestamp":
      return [];
  }
}

function memberOf(place: Place, name: string): Place {
  const members = asObject(place.value);
  const camelCase = name.charAt(0).toLowerCase() + name.slice(1);
  return {
    path: place.path === "" ? camelCase : `${place.path}.${camelCase}`,
    value: members[name] ?? null,
    with: (value) => place.with({ ...members, [name]: value }),
  };
}

function absent(place: Place): ModelRequest {
  return {
    title: `${place.path} left out`,
    body: place.with(undefined),
    verdict: { violations: [`Value null at '${place.path}' failed to satisfy constraint: Member must not be null`] },
  };
}

function ofString(name: string, shape: StringModel, place: Place): readonly ModelRequest[] {
  return textsFor(name, shape).map(({ title, text }) => {
    const shown = shape.sensitive === true ? "" : ` '${text}'`;
    const violations = brokenBy(text, shape).map(
      (constraint) => `Value${shown} at '${place.path}' failed to satisfy constraint: ${constraint}`,
    );
    return {
      title: `${place.path} ${title}`,
      body: place.with(text),
      verdict: violations.length === 0 ? "accepted" : { violations },
    };
  });
}

function ofMap(
  model: ApiModel,
  { key, value }: Extract<ShapeModel, { type: "map" }>,
  place: Place,
): readonly ModelRequest[] {
  const [[sampleKey, sampleValue] = ["", null]] = Object.entries(asObject(place.value));
  return [
    ...ofEntries(model, key.shape, place, { part: "keys", entryOf: (text) => ({ [text]: sampleValue }) }),
    ...ofEntries(model, value.shape, place, { part: "value", entryOf: (text) => ({ [sampleKey]: text }) }),
  ];
}

function ofEntries(
  model: ApiModel,
  name: string,
  place: Place,
  { part, entryOf }: { readonly part: "keys" | "value"; readonly entryOf: (text: string) => JsonObject },
): readonly ModelRequest[] {
  const shape = shapeNamed(model, name);
  if (shape.type !== "string") throw new Error(`${place.path}: the maps of App Runner are of text`);
  return textsFor(name, shape).map(({ title, text }) => {
    const broken = brokenBy(text, shape);
    const violation = `Value at '${place.path}' failed to satisfy constraint: Map ${part} must satisfy constraint: [${broken.join(", ")}]`;
    return {
      title: `${place.path} with ${part} ${title}`,
      body: place.with(entryOf(text)),
      verdict: broken.length === 0 ? "accepted" : { violations: [violation] },
    };
  });
}

function ofInteger(shape: { readonly min?: number; readonly max?: number }, place: Place): readonly ModelRequest[] {
  const { min, max } = shape;
  const request = (value: number, constraint?: string): ModelRequest => ({
    title: `${place.path} of ${value}`,
    body: place.with(value),
    verdict:
      constraint === undefined
        ? "accepted"
        : { violations: [`Value '${value}' at '${place.path}' failed to satisfy constraint: ${constraint}`] },
  });
  return [
    ...(min === undefined
      ? []
      : [request(min), request(min - 1, `Member must have value greater than or equal to ${min}`)]),
    ...(max === undefined
      ? []
      : [request(max), request(max + 1, `Member must have value less than or equal to ${max}`)]),
  ];
}

/** Texts at the limits of a shape, and beyond them. */
function textsFor(name: string, shape: StringModel): readonly { readonly title: string; readonly text: string }[] {
  if (shape.enum !== undefined) {
    return [...shape.enum, "NONE_OF_THEM"].map((text) => ({ title: `of ${text}`, text }));
  }
  const { min = 0, max = Infinity } = shape;
  const sample = sampleText(name, shape);
  const lengths = [min - 1, min, max, max + 1].filter((length) => length >= 0 && length < Infinity);
  const unfit = ["\n", "\0", "!"]
    .map((character) => `${sample.slice(0, -1)}${character}`)
    .concat("aws:demo")
    .find(
      (text) =>
        brokenBy(text, { type: "string", ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }) }).length >
        0,
    );
  if (shape.pattern !== undefined && unfit === undefined) throw new Error(`${name}: everything fits its pattern`);
  return [
    ...lengths.map((length) => ({ title: `of length ${length}`, text: stretched(sample, length) })),
    ...(unfit === undefined ? [] : [{ title: "of another pattern", text: unfit }]),
  ];
}

function otherType({ type }: ShapeModel): Json {
  switch (type) {
    case "string":
      return 1;
    case "list":
      return "none";
    default:
      return [];
  }
}

function asObject(value: Json): JsonObject {
  if (!isJsonObject(value)) throw new Error("not an object");
  return value;
}
