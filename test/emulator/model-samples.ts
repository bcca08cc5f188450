import type { Json } from "../../src/base/json.ts";
import { shapeNamed } from "./api-model.ts";
import type { ApiModel, StringModel } from "./api-model.ts";

const arn = `arn:aws:apprunner:us-east-1:111122223333:service/demo-web/${"0".repeat(32)}`;

/** Text that fits, for each shape whose pattern is particular. */
const fitting: Readonly<Record<string, string>> = {
  AppRunnerResourceArn: arn,
  RoleArn: "arn:aws:iam::111122223333:role/demo-role",
  KmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000",
  ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
  Cpu: "0.25 vCPU",
  Memory: "0.5 GB",
};

/**
 * A value that the shape takes.
 * @param members the members of structures: those that are required, or all of them.
 */
export function sampleOf(model: ApiModel, name: string, members: "required" | "all"): Json {
  const shape = shapeNamed(model, name);
  switch (shape.type) {
    case "string":
      return sampleText(name, shape);
    case "integer":
      return shape.min ?? 1;
    case "boolean":
      return true;
    case "timestamp":
      throw new Error(`${name}: no input of App Runner has a time`);
    case "list":
      return [sampleOf(model, shape.member.shape, members)];
    case "map":
      return {
        [String(sampleOf(model, shape.key.shape, members))]: sampleOf(model, shape.value.shape, members),
      };
    case "structure":
      return Object.fromEntries(
        Object.entries(shape.members)
          .filter(([member]) => members === "all" || shape.required?.includes(member) === true)
          .map(([member, reference]) => [member, sampleOf(model, reference.shape, members)]),
      );
  }
}

/** @throws {Error} when none is known that fits. */
export function sampleText(name: string, shape: StringModel): string {
  const text = shape.enum?.[0] ?? fitting[name] ?? "demo";
  const broken = brokenBy(text, shape);
  if (broken.length > 0) throw new Error(`no text is known that fits the shape ${name}: ${broken.join("; ")}`);
  return text;
}

/** Text of another length: the last character repeated, or the end cut off. */
export function stretched(text: string, length: number): string {
  return text.slice(0, length).padEnd(length, text.at(-1));
}

/** The constraints that a text breaks, in the words of the AWS front end; of the front end's order, too. */
export function brokenBy(text: string, { min, max, pattern, enum: values }: StringModel): readonly string[] {
  if (values !== undefined) {
    return values.includes(text) ? [] : [`Member must satisfy enum value set: [${values.join(", ")}]`];
  }
  return [
    ...(pattern === undefined || new RegExp(`^(?:${pattern})$`).test(text)
      ? []
      : [`Member must satisfy regular expression pattern: ${pattern}`]),
    ...(max === undefined || text.length <= max ? [] : [`Member must have length less than or equal to ${max}`]),
    ...(min === undefined || text.length >= min ? [] : [`Member must have length greater than or equal to ${min}`]),
  ];
}
