import { isInstalled, run } from "./python-tool.ts";

/** A reference to a shape by its name. */
interface ShapeReference {
  readonly shape: string;
}

export interface StringModel {
  readonly type: "string";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

export interface StructureModel {
  readonly type: "structure";
  readonly members: Readonly<Record<string, ShapeReference>>;
  readonly required?: readonly string[];
}

/** A shape of an API model, as AWS's own SDKs are made from it. */
export type ShapeModel =
  | StringModel
  | StructureModel
  | { readonly type: "integer"; readonly min?: number; readonly max?: number }
  | { readonly type: "boolean" | "timestamp" }
  | { readonly type: "list"; readonly member: ShapeReference }
  | { readonly type: "map"; readonly key: ShapeReference; readonly value: ShapeReference };

/** The API model of a service: `service-2.json` of botocore, as far as it is read here. */
export interface ApiModel {
  readonly operations: Readonly<
    Record<
      string,
      { readonly input: ShapeReference; readonly output: ShapeReference; readonly errors: readonly ShapeReference[] }
    >
  >;
  readonly shapes: Readonly<Record<string, ShapeModel>>;
}

const script = `
import json
import botocore.session

print(json.dumps(botocore.session.Session().get_data("apprunner/2020-05-15/service-2")))
`;

/** App Runner's API model from the installed botocore; without operations where there is none, which only CI refuses. */
export async function readApiModel(): Promise<ApiModel> {
  if (!(await isInstalled("botocore", "python3", ["-c", "import botocore.session"]))) {
    return { operations: {}, shapes: {} };
  }
  const { code, stdout, stderr } = await run("python3", ["-c", script]);
  if (code !== 0) throw new Error(`botocore gave no model: ${stderr}`);
  return JSON.parse(stdout) as ApiModel;
}

/** @throws {Error} when the model has no such shape. */
export function shapeNamed(model: ApiModel, name: string): ShapeModel {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
}
