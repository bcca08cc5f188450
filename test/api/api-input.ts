import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The shapes of App Runner's API as the SDK declares them: each member with its type's text, by the shape's name. */
export type Shapes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The declarations of the installed SDK. */
export function sdkDeclarations(): string {
  const root = dirname(createRequire(import.meta.url).resolve("@aws-sdk/client-apprunner/package.json"));
  const models = join(root, "dist-types", "models");
  const files = readdirSync(models).filter((name) => name.startsWith("models_"));
  return files.map((name) => readFileSync(join(models, name), "utf8")).join("\n");
}

/** The interfaces in a text of declarations. */
export function shapesOf(declarations: string): Shapes {
  const text = declarations.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const interfaces = text.matchAll(/^export interface (\w+)[^{]*\{([\s\S]*?)^\}/gm);
  return new Map(
    [...interfaces].map(([, name = "", body = ""]) => [
      name,
      new Map(
        [...body.matchAll(/^\s*(\w+)\??: (.*?);$/gm)].map(([, member = "", type = ""]) => [
          member,
          type.replace(/ \| undefined$/, ""),
        ]),
      ),
    ]),
  );
}

/** The paths of a shape's members in the case of the manifests; a list, a map or a scalar is the end of one. */
export function leavesOf(shapes: Shapes, shape: string): readonly string[] {
  return [...(shapes.get(shape) ?? [])].flatMap(([member, type]) => {
    const name = member.charAt(0).toLowerCase() + member.slice(1);
    return shapes.has(type) ? leavesOf(shapes, type).map((path) => `${name}.${path}`) : [name];
  });
}
