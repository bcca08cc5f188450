import path from "node:path";
import type { Finding } from "../guard.ts";
import type { Import, SourceFile } from "./source-file.ts";

/** The folders of src/, and which of the others each may import. Imports point one way. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["cli", "base"],
  cli: ["demo", "rehearsal", "importing", "controllers", "telemetry", "sandbox", "api", "kube", "aws", "base"],
  importing: ["controllers", "api", "aws", "base"],
  // The operator itself, at work on copies of the cluster and of App Runner.
  rehearsal: ["controllers", "sandbox", "api", "kube", "aws", "base"],
  demo: ["api", "kube", "aws", "base"],
  controllers: ["api", "kube", "aws", "base"],
  telemetry: ["api", "kube", "aws", "base"],
  api: ["base"],
  kube: ["base"],
  aws: ["base"],
  // An independent check of the operator: it must not share the operator's view of App Runner or Kubernetes.
  sandbox: ["base"],
  base: [],
};

/** Packages that belong to one place, so that replacing one touches only that place. */
const packageOwners: readonly { readonly prefix: string; readonly folders: readonly string[] }[] = [
  { prefix: "@aws-sdk/", folders: ["aws"] },
  { prefix: "@smithy/", folders: ["aws"] },
  { prefix: "@kubernetes/", folders: ["kube"] },
  { prefix: "commander", folders: ["cli"] },
  { prefix: "pino", folders: ["telemetry"] },
  { prefix: "prom-client", folders: ["telemetry"] },
];

/** Imports that point the wrong way, leave src/, or use a package outside its place. */
export function layerFindings(source: SourceFile): readonly Finding[] {
  const from = srcFolder(source.file);
  if (from === undefined) return [];
  const isTest = source.file.endsWith(".test.ts");
  return source.imports.flatMap((imported) => {
    const { specifier, line } = imported;
    const message = specifier.startsWith(".")
      ? wrongFile(from, resolveImport(source.file, specifier))
      : wrongPackage(from, imported, isTest);
    return message === undefined ? [] : [{ file: source.file, line, rule: "layer", message }];
  });
}

/** The file that a relative import names, relative to the project. */
export function resolveImport(file: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(file), specifier);
}

function wrongFile(from: string, target: string): string | undefined {
  const to = srcFolder(target);
  if (to === undefined) return `src/${from} must not import ${target}, which is outside of src/`;
  const allowed = mayImport[from];
  if (allowed === undefined) return `src/${from} has no place in the order of layers (scripts/check/imports/layers.ts)`;
  if (to === from || allowed.includes(to)) return undefined;
  return `src/${from} must not import src/${to} (allowed: ${allowed.join(", ") || "nothing"})`;
}

/** A test may use any package. A type leaves nothing behind that would tie the code to a package, except in src/base. */
function wrongPackage(from: string, { specifier, typeOnly }: Import, isTest: boolean): string | undefined {
  if (isTest || specifier.startsWith("node:")) return undefined;
  if (from === "base") return `src/base must not depend on packages, and imports ${specifier}`;
  const owner = packageOwners.find(({ prefix }) => specifier === prefix || specifier.startsWith(withSlash(prefix)));
  if (typeOnly || owner === undefined || owner.folders.includes(from)) return undefined;
  return `${specifier} belongs to src/${owner.folders.join(" and src/")}, not to src/${from}`;
}

function withSlash(prefix: string): string {
  return prefix.endsWith("/") ? prefix : `${prefix}/`;
}

function srcFolder(file: string): string | undefined {
  const [top, folder] = file.split("/");
  return top === "src" ? folder : undefined;
}
