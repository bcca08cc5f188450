import {
  boolean,
  enumeration,
  integer,
  list,
  map,
  string,
  structure,
} from "../../src/sandbox/app-runner/constraints/shape.ts";
import type { Shape, StringShape } from "../../src/sandbox/app-runner/constraints/shape.ts";
import { shapeNamed } from "./api-model.ts";
import type { ApiModel, ShapeModel, StringModel } from "./api-model.ts";

/** The traits that a declaration of the emulator can express, by type. */
const expressible: Readonly<Record<ShapeModel["type"], readonly string[]>> = {
  string: ["min", "max", "pattern", "enum", "sensitive"],
  integer: ["min", "max"],
  boolean: [],
  timestamp: [],
  list: ["member"],
  map: ["key", "value"],
  structure: ["members", "required"],
};

/**
 * What the emulator has to declare for an input shape of the model.
 * @throws {Error} for a trait that its declarations cannot express.
 */
export function declarationOf(model: ApiModel, name: string): Shape {
  const shape = shapeNamed(model, name);
  checkTraits(name, shape);
  switch (shape.type) {
    case "string":
      return shape.enum === undefined ? stringOf(shape) : enumeration(...shape.enum);
    case "integer":
      return integer(shape.min, shape.max);
    case "boolean":
      return boolean;
    case "timestamp":
      throw new Error(`${name}: no input of App Runner has a time`);
    case "list":
      return list(declarationOf(model, shape.member.shape));
    case "map": {
      const key = shapeNamed(model, shape.key.shape);
      if (key.type !== "string") throw new Error(`${name}: a map's keys are text`);
      checkTraits(shape.key.shape, key);
      return map(stringOf(key), declarationOf(model, shape.value.shape));
    }
    case "structure": {
      const required = new Set(shape.required);
      const members = Object.entries(shape.members).map(
        ([member, reference]) => [member, declarationOf(model, reference.shape)] as const,
      );
      return structure(
        Object.fromEntries(members.filter(([member]) => required.has(member))),
        Object.fromEntries(members.filter(([member]) => !required.has(member))),
      );
    }
  }
}

function stringOf({ min, max, pattern, sensitive }: StringModel): StringShape {
  return string([min, max], pattern, sensitive === undefined ? undefined : "sensitive");
}

function checkTraits(name: string, shape: ShapeModel): void {
  const known = [...expressible[shape.type], "type", "documentation"];
  const unknown = Object.keys(shape).filter((trait) => !known.includes(trait));
  if (unknown.length > 0) throw new Error(`${name} has ${unknown.join(", ")}, which the emulator does not know`);
}
