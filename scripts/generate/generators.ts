import { generateApiFiles } from "./api.ts";
import { generateArgoCd } from "./argo-cd.ts";
import { generateChartCrds } from "./chart-crds.ts";
import { generateConditionsPage } from "./conditions.ts";

/** File contents by path relative to the project, with forward slashes. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** Makes files from the sources alone. Gets what the generators before it made. */
type Generator = (earlier: GeneratedFiles) => GeneratedFiles | Promise<GeneratedFiles>;

/** All generators, in the order in which they run. */
const generators: readonly Generator[] = [generateApiFiles, generateChartCrds, generateConditionsPage, generateArgoCd];

/** Folders that hold nothing but generated files: anything else in them is a leftover. */
export const generatedFolders: readonly string[] = ["crds", "docs/reference", "integrations/argocd"];

/** Every generated file of the project as it should be. Touches no file. */
export async function generateAll(): Promise<GeneratedFiles> {
  const files = new Map<string, string>();
  for (const generator of generators) {
    for (const [file, content] of await generator(files)) {
      if (files.has(file)) throw new Error(`two generators make ${file}`);
      files.set(file, content);
    }
  }
  return files;
}
