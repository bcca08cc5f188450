import { structuredPatch } from "diff";
import { dump } from "js-yaml";
import type { JsonObject } from "../base/json.ts";

export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** How the manifests of a file change, as lines of YAML with a little of what stands around them. */
export function manifestDiff(before: readonly JsonObject[], after: readonly JsonObject[]): readonly DiffLine[] {
  const patch = structuredPatch("", "", yaml(before), yaml(after), "", "", { context: 2 });
  return patch.hunks.flatMap(({ lines }) => lines.map(toDiffLine));
}

function yaml(manifests: readonly JsonObject[]): string {
  return manifests.map((manifest) => dump(manifest, { lineWidth: -1 })).join("---\n");
}

function toDiffLine(line: string): DiffLine {
  const sign = line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
  return { sign, text: line.slice(1) };
}
