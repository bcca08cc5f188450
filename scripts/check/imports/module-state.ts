import type { Finding } from "../guard.ts";
import type { SourceFile } from "./source-file.ts";

type Statement = SourceFile["program"]["body"][number];

/** Importing a module must do nothing and keep nothing; src/main.ts alone is there to be run. */
export function moduleStateFindings(source: SourceFile): readonly Finding[] {
  if (!source.file.startsWith("src/") || source.file === "src/main.ts" || source.file.endsWith(".test.ts")) return [];
  return source.program.body.flatMap((statement) => {
    const message = fault(statement);
    return message === undefined
      ? []
      : [{ file: source.file, line: source.lineAt(statement.start), rule: "module-state", message }];
  });
}

/** Statements that only name something. */
const declarations: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ExportDefaultDeclaration",
  "FunctionDeclaration",
  "ClassDeclaration",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
  "TSModuleDeclaration",
]);

function fault(statement: Statement): string | undefined {
  if (statement.type === "ExportAllDeclaration") return "`export *` hides what a module offers: name the exports";
  if (statement.type === "ExportNamedDeclaration") {
    return statement.declaration === null ? undefined : fault(statement.declaration);
  }
  if (statement.type === "VariableDeclaration") {
    const changes = statement.kind === "let" || statement.kind === "var";
    return changes ? "a module must not have a variable that changes: keep it in a class or a closure" : undefined;
  }
  if (declarations.has(statement.type)) return undefined;
  return "importing a module must do nothing: move this statement into a function";
}
