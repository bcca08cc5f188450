import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { boolYaml11Tag, CORE_SCHEMA, loadAll, mergeTag, YAMLException } from "js-yaml";
import { kindDefinitions } from "../../api/kinds.ts";
import { group } from "../../api/group.ts";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import { configMapKind } from "../../controllers/engine/config-maps.ts";
import type { KubeObject } from "../../kube/client.ts";
import type { DeclaredObject } from "../../rehearsal/interest.ts";
import { CliError } from "../cli-error.ts";
import { readTrouble } from "../process/file-trouble.ts";

/** The manifests of the operator's kinds in some files, and what else was found there. */
export interface ReadManifests {
  readonly objects: readonly DeclaredObject[];
  /** ConfigMaps, from which services may take variables. */
  readonly configMaps: readonly KubeObject[];
  /** Objects of other kinds, as `<file>: <kind> <name>`. */
  readonly skipped: readonly string[];
}

/** What only a cluster gives to an object. */
const unknown = { uid: "", resourceVersion: "" };

/** What the standard input is called where it stands among files. */
const stdin = "standard input";

/** As kubectl reads YAML: it merges `<<`, and takes `yes`, `on` and the like without quotes for booleans. */
const schema = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag);

const extensions = [".yaml", ".yml", ".json"];

/**
 * Reads manifests from files and folders, those below them included, in the order of their names; `-` is the standard input.
 * @param namespace of objects that name none.
 * @throws {CliError} for a file that cannot be read or is no YAML, with its line, and where there is nothing to read.
 */
export async function readManifests(
  paths: readonly string[],
  namespace: string,
  readStdin: () => Promise<string>,
): Promise<ReadManifests> {
  const objects: DeclaredObject[] = [];
  const configMaps: KubeObject[] = [];
  const skipped: string[] = [];
  for (const file of (await Promise.all(paths.map(filesIn))).flat()) {
    const text = file === stdin ? await readStdin() : await readText(file);
    for (const document of documentsIn(text, file)) {
      const { kind, apiVersion } = document;
      const metadata = isJsonObject(document["metadata"]) ? document["metadata"] : {};
      const name = metadata["name"];
      if (typeof kind !== "string" || typeof name !== "string") {
        throw new CliError(`${file}: an object has no kind or no metadata.name; give every document both`);
      }
      if (kind === configMapKind && apiVersion === "v1") {
        configMaps.push({ ...document, apiVersion, kind, metadata: { namespace, ...metadata, name, ...unknown } });
        continue;
      }
      const definition = kindDefinitions.find(({ type }) => type.kind === kind);
      if (definition === undefined || typeof apiVersion !== "string" || !apiVersion.startsWith(`${group}/`)) {
        skipped.push(`${file}: ${kind} ${name}`);
        continue;
      }
      const placed = definition.type.namespaced ? { namespace, ...metadata, name } : { ...metadata, name };
      const spec = isJsonObject(document["spec"]) ? document["spec"] : {};
      objects.push({ ...document, apiVersion, kind, metadata: { ...placed, ...unknown }, spec });
    }
  }
  return { objects, configMaps, skipped };
}

async function filesIn(given: string): Promise<readonly string[]> {
  if (given === "-") return [stdin];
  const isFolder = await stat(given).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      throw new CliError(`cannot read ${given}: ${readTrouble(error)}`, undefined, { cause: error });
    },
  );
  if (!isFolder) return [given];
  const names = await readdir(given, { recursive: true });
  const files = names.filter((name) => extensions.includes(path.extname(name))).toSorted();
  if (files.length === 0) {
    throw new CliError(`${given} has no manifests: none of its files ends in ${extensions.join(", ")}`);
  }
  return files.map((name) => path.join(given, name));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CliError(`cannot read ${file}: ${readTrouble(error)}`, undefined, { cause: error });
  }
}

/** The documents of a file; those of a `List` each by itself. */
function documentsIn(text: string, file: string): readonly JsonObject[] {
  let documents: unknown[];
  try {
    documents = loadAll(text, { schema });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? "" : `:${error.mark.line + 1}`;
    throw new CliError(`${file}${line}: this is no YAML: ${error.reason}`, undefined, { cause: error });
  }
  return documents
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) => {
      const json: unknown = JSON.parse(JSON.stringify(document));
      if (!isJsonObject(json)) throw new CliError(`${file}: a document is no object`);
      const { items } = json;
      return json["kind"] === "List" && Array.isArray(items) ? items.filter(isJsonObject) : [json];
    });
}
