import { type Program, parseSync, Visitor } from "oxc-parser";

/** One import, re-export or `import()` of a source file, types included. */
export interface Import {
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A parsed TypeScript file. */
export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly program: Program;
  readonly imports: readonly Import[];
  /** The line (first is 1) of an offset in the text. */
  lineAt(offset: number): number;
}

/**
 * Parses `text`. oxc-parser does it because TypeScript 7 has no JavaScript API and a lexer for modules does not see uses
 * of globals; knip brings the same version, so it costs nothing. Throws on text that does not parse.
 */
export function parseSourceFile(file: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file} does not parse: ${error.message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const imports: Import[] = [];
  const add = (specifier: string | undefined, typeOnly: boolean, offset: number): void => {
    if (specifier !== undefined) imports.push({ specifier, typeOnly, line: lineAt(offset) });
  };
  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType), start);
  }
  for (const { entries, start } of module.staticExports) {
    add(
      entries[0]?.moduleRequest?.value,
      entries.every(({ isType }) => isType),
      start,
    );
  }
  new Visitor({
    ImportExpression: ({ source, start }) => add(literalText(source), false, start),
    TSImportType: ({ source, start }) => add(source.value, true, start),
  }).visit(program);
  return { file, program, imports, lineAt };
}

function literalText(node: { readonly type: string; readonly value?: unknown }): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
