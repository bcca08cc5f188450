import { structuredPatch } from "diff";
import { dump } from "js-yaml";
import type { JsonObject } from "../base/json.ts";

export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** How a manifest changes, as lines of YAML with a little of what stands around them. Undefined: there is none. */
export function manifestDiff(before: JsonObject | undefined, after: JsonObject | undefined): readonly DiffLine[] {
  const patch = structuredPatch("", "", yaml(before), yaml(after), "", "", { context: 2 });
  return patch.hunks.flatMap(({ lines }) => lines.map(toDiffLine));
}

function yaml(manifest: JsonObject | undefined): string {
  return manifest === undefined ? "" : dump(manifest, { lineWidth: -1 });
}

function toDiffLine(line: string): DiffLine {
  const sign = line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
  return { sign, text: line.slice(1) };
}
