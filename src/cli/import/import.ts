import { access, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { dump } from "js-yaml";
import { AwsError } from "../../aws/aws-error.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Tags } from "../../controllers/engine/ownership.ts";
import { type Import, type ImportedObject, importFleet } from "../../importing/import-fleet.ts";
import { readFleet } from "../../importing/read-fleet.ts";
import { readingAws } from "../aws/reading-aws.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { counted } from "../process/counted.ts";
import { fileTrouble } from "../process/file-trouble.ts";
import { printable } from "../process/printable.ts";
import { progressLine } from "../process/progress-line.ts";
import type { ImportOptions } from "./import-options.ts";

/** The command `import`. */
export async function importManifests(options: ImportOptions, context: CliContext): Promise<ExitCode> {
  const progress = progressLine(context.stderr);
  try {
    const imported = await read(options, context, progress.tell);
    progress.end();
    for (const note of imported.notes) context.stderr.write(`${printable(note)}\n`);
    if (imported.objects.length === 0) throw new CliError(nothingToImport(imported));
    await write(imported, options, context);
    if (imported.unread > 0) throw new CliError(notWhole(imported));
    return exitCode.ok;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new CliError(`${error.operation}: ${error.message}`, undefined, { cause: error });
  } finally {
    progress.end();
  }
}

async function read(options: ImportOptions, context: CliContext, tell: (text: string) => void): Promise<Import> {
  const { region } = options;
  if (region === undefined) throw new CliError("give --region: from where to import", exitCode.usage);
  const { actors, places } = readingAws(options, context);
  const { place, identity, port } = await places.at(region, actors.own);
  tell(`listing the services of ${place.account} in ${region}`);
  const { name: names, tag } = options;
  const fleet = await readFleet({
    port,
    filter: {
      hasName: (name) => names === undefined || names.some((pattern) => pattern.test(name)),
      hasTags: tag === undefined ? undefined : (tags) => hasAll(tags, tag),
    },
    signal: context.signal,
    onProgress: tell,
  });
  return importFleet(fleet, {
    place,
    partition: identity.partition,
    namespace: options.namespace,
    variables: options.variables,
  });
}

function hasAll(tags: Tags, wanted: ReadonlyMap<string, string | undefined>): boolean {
  return [...wanted].every(([key, value]) => (value === undefined ? tags.has(key) : tags.get(key) === value));
}

function nothingToImport({ notes }: Import): string {
  return notes.length === 0
    ? "there is no service to import: look at --region, --name, --tag"
    : "nothing is left to import: everything that was found is left out, for the reasons above";
}

function notWhole({ unread }: Import): string {
  const what = `${counted(unread, "resource or list")} could not be read, as told above`;
  return `the import is not whole: ${what}; grant what docs/iam.md lists under "Only looking", and import again with --force`;
}

async function write({ objects }: Import, options: ImportOptions, { stdout }: CliContext): Promise<void> {
  const { output } = options;
  switch (output) {
    case "yaml":
      stdout.write(documents(objects));
      break;
    case "json":
      stdout.write(
        `${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects.map(({ manifest }) => manifest) }, undefined, 2)}\n`,
      );
      break;
    case "text":
      stdout.write(await writeFiles(objects, options));
      break;
    default:
      unreachable(output);
  }
}

/** Writes every file or, where one is in the way, none. Returns what to say. */
async function writeFiles(objects: readonly ImportedObject[], { directory, force }: ImportOptions): Promise<string> {
  const files = Map.groupBy(objects, ({ file }) => path.join(directory, file));
  if (!force) {
    for (const file of files.keys()) {
      if (await exists(file)) throw new CliError(`${file} is there already: give another --directory, or --force`);
    }
  }
  for (const [file, inFile] of files) {
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, documents(inFile));
    } catch (error) {
      throw new CliError(`cannot write ${file}: ${fileTrouble(error)}`, undefined, { cause: error });
    }
  }
  const services = objects.filter(({ manifest }) => manifest.kind === "AppRunnerService").length;
  return [
    ...files.keys(),
    "",
    `${counted(services, "service")}, ${counted(objects.length - services, "other object")} in ${counted(files.size, "file")}. They adopt what is there; see what that comes to:`,
    `  apprunner-operator plan -f ${directory}`,
    "",
  ].join("\n");
}

function documents(objects: readonly ImportedObject[]): string {
  return objects.map(({ manifest }) => dump(manifest, { lineWidth: 120 })).join("---\n");
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
