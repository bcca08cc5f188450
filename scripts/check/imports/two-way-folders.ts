import type { Finding } from "../guard.ts";
import { resolveImport } from "./layers.ts";
import type { SourceFile } from "./source-file.ts";

interface FolderImport {
  readonly file: string;
  readonly line: number;
}

/**
 * Folders side by side that import each other, however deep inside them the files are. A folder and the files right
 * beside it are not compared: there, only a cycle of files is a fault (lint finds it).
 */
export function twoWayFolderFindings(sources: readonly SourceFile[]): readonly Finding[] {
  const folderImports = new Map<string, FolderImport>();
  for (const { file, imports } of sources) {
    for (const { specifier, line } of imports) {
      if (!specifier.startsWith(".")) continue;
      const pair = foldersSideBySide(file, resolveImport(file, specifier));
      if (pair !== undefined && !folderImports.has(pair)) folderImports.set(pair, { file, line });
    }
  }
  return [...folderImports].flatMap(([pair, { file, line }]) => {
    const [from = "", to = ""] = pair.split(" ");
    const back = folderImports.get(`${to} ${from}`);
    if (back === undefined) return [];
    const message = `${from} imports ${to}, which imports it back (${back.file}:${back.line})`;
    return [{ file, line, rule: "two-way-folders", message }];
  });
}

/** `from to`: the two folders where the paths part; undefined when one of the files lies right there. */
function foldersSideBySide(from: string, to: string): string | undefined {
  const left = from.split("/");
  const right = to.split("/");
  let depth = 0;
  while (left[depth] === right[depth] && depth < left.length) depth++;
  if (depth >= left.length - 1 || depth >= right.length - 1) return undefined;
  return `${left.slice(0, depth + 1).join("/")} ${right.slice(0, depth + 1).join("/")}`;
}
