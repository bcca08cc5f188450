import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { dump, load } from "js-yaml";
import { kindDefinitions } from "../../api/kinds.ts";
import type { JsonObject } from "../../base/json.ts";
import type { KubeClient, KubeObject, ObjectRef, ResourceType } from "../../kube/client.ts";
import { createKubeClient } from "../../kube/create-kube-client.ts";
import { KubeApiError, KubeTransportError } from "../../kube/kube-error.ts";
import { listAll } from "../../kube/list-all.ts";
import { rootMessage } from "../../kube/one-line.ts";
import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { configMapReferences } from "../../controllers/app-runner-service/variables.ts";
import { copyAccounts } from "../../rehearsal/copy-account.ts";
import type { DeclaredObject } from "../../rehearsal/interest.ts";
import { type Rehearsal, rehearse } from "../../rehearsal/rehearse.ts";
import { twinActors } from "../../rehearsal/twin-actors.ts";
import { unreachable } from "../../base/unreachable.ts";
import { readingAws } from "../aws/reading-aws.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { clusterIdOf } from "../kubernetes/cluster-id.ts";
import { connect } from "../kubernetes/connect.ts";
import { leaseName } from "../operator/lease-name.ts";
import { readManifests, type ReadManifests } from "../manifests/read-manifests.ts";
import { progressLine } from "../process/progress-line.ts";
import type { PlanOptions } from "./plan-options.ts";
import { planText } from "./plan-text.ts";

/** The command `plan`. */
export async function plan(options: PlanOptions, context: CliContext): Promise<ExitCode> {
  const { clock, random, signal, stdout, stderr } = context;
  const progress = progressLine(stderr);
  try {
    const cluster = await clusterOf(options, context, progress.tell);
    const { objects: manifests, configMaps, skipped } = cluster.given;
    for (const one of skipped) progress.note(`skipped, since it is no kind of this operator: ${one}`);
    const { actors, places } = readingAws(options, context);
    const common = {
      namespaces: cluster.namespaces,
      region: options.region,
      isOwnIdentityAllowed: !options.requireAwsAccount,
      signal,
      nowMs: clock.nowMs(),
    };
    const copied = await copyAccounts({
      ...common,
      objects: [...cluster.objects, ...manifests],
      actors,
      places,
      onProgress: progress.tell,
    });
    const result = await rehearse({
      ...common,
      cluster: {
        definitions: await readDefinitions(context),
        namespaces: cluster.namespaces,
        // Those of the files take the place of what the cluster has.
        objects: [...cluster.objects, ...cluster.configMaps, ...configMaps],
      },
      manifests,
      regions: copied.regions,
      actors: twinActors(actors, copied.identities, random),
      clusterId: cluster.id,
      onCall: ({ operation, object }) => progress.tell(`planned ${operation} for ${object.kind} ${object.name}`),
    });
    progress.end();
    stdout.write(rendered(result, options.output, context));
    const isUnknown = result.isUnfinished || result.ends.some(({ isUnread }) => isUnread);
    if (isUnknown || result.refused.length > 0) return exitCode.failure;
    return result.calls.length > 0 || result.ends.some(({ isReady }) => !isReady)
      ? exitCode.somethingToDo
      : exitCode.ok;
  } finally {
    progress.end();
  }
}

interface Cluster {
  readonly id: string;
  readonly namespaces: readonly KubeObject[];
  readonly objects: readonly DeclaredObject[];
  /** Those that services take variables from. */
  readonly configMaps: readonly KubeObject[];
  /** What the files have, in the namespace of the context where they name none. */
  readonly given: ReadManifests;
}

const namespaceType: ResourceType = {
  group: "",
  version: "v1",
  plural: "namespaces",
  kind: "Namespace",
  namespaced: false,
};

const configMapType: ResourceType = { ...namespaceType, plural: "configmaps", kind: "ConfigMap", namespaced: true };

async function clusterOf(options: PlanOptions, context: CliContext, tell: (text: string) => void): Promise<Cluster> {
  if (options.withoutCluster) {
    const given = await readManifests(options.filename, "default", context.readStdin);
    return { id: options.clusterId ?? "new-cluster", namespaces: [], objects: [], configMaps: [], given };
  }
  const { clock, random, signal } = context;
  const { config, connection } = await connect(options, context);
  try {
    const client = createKubeClient({ connection, clock, random, fieldManager: leaseName });
    const server = `${config.server} (${config.origin})`;
    tell(`reading the cluster ${config.server}`);
    const id = await clusterIdOf(client, { given: options.clusterId, wayOut: "give --cluster-id", server, signal });
    const objects: DeclaredObject[] = [];
    for (const { type } of kindDefinitions) {
      const found = await listed<DeclaredObject>(client, type, signal, server);
      objects.push(...found.filter(({ metadata }) => isWanted(metadata.namespace, options.namespaces)));
    }
    const namespaces = await listed<KubeObject>(client, namespaceType, signal, server);
    const given = await readManifests(options.filename, config.namespace ?? "default", context.readStdin);
    const configMaps: KubeObject[] = [];
    for (const ref of configMapsOf([...objects, ...given.objects])) {
      configMaps.push(...(await ifThere(client, configMapType, ref, signal)));
    }
    return { id, objects, namespaces, configMaps, given };
  } finally {
    await connection.close();
  }
}

function isWanted(namespace: string | undefined, wanted: readonly string[] | undefined): boolean {
  return namespace === undefined || wanted === undefined || wanted.includes(namespace);
}

/** The ConfigMaps that services among these take variables from, each once. */
function configMapsOf(objects: readonly DeclaredObject[]): readonly ObjectRef[] {
  const refs = objects
    .filter((object): object is AppRunnerService & DeclaredObject => object.kind === "AppRunnerService")
    .flatMap(({ metadata: { namespace }, spec }) => configMapReferences(spec).map(({ name }) => ({ namespace, name })));
  return [...new Map(refs.map((ref) => [JSON.stringify(ref), ref])).values()];
}

async function ifThere(
  client: KubeClient,
  type: ResourceType,
  ref: ObjectRef,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  try {
    const { apiVersion, kind } = { apiVersion: "v1", kind: type.kind };
    return [{ ...(await client.get<KubeObject>(type, ref, signal)), apiVersion, kind }];
  } catch (error) {
    if (error instanceof KubeApiError && error.status === 404) return [];
    if (!(error instanceof KubeApiError)) throw error;
    const text = `cannot read the ${type.kind} ${ref.namespace ?? ""}/${ref.name}: ${error.message}`;
    throw new CliError(`${text}; give rights to read it, or --without-cluster`, undefined, { cause: error });
  }
}

/** A kind whose CRD the cluster does not have yet has no objects. */
async function listed<T extends KubeObject>(
  client: KubeClient,
  type: ResourceType,
  signal: AbortSignal,
  server: string,
): Promise<readonly T[]> {
  try {
    return (await listAll<T>(client, type, { signal })).objects;
  } catch (error) {
    if (error instanceof KubeApiError && error.status === 404) return [];
    if (error instanceof KubeTransportError) {
      throw new CliError(`cannot reach the Kubernetes API at ${server}: ${rootMessage(error)}`, undefined, {
        cause: error,
      });
    }
    if (!(error instanceof KubeApiError)) throw error;
    const text = `cannot list ${type.plural} at ${server}: ${error.message}`;
    throw new CliError(`${text}; give rights to list them, or --without-cluster`, undefined, { cause: error });
  }
}

async function readDefinitions({ dataFolder }: CliContext): Promise<readonly JsonObject[]> {
  const folder = path.join(dataFolder, "crds");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml"));
  return Promise.all(files.map(async (file) => load(await readFile(path.join(folder, file), "utf8")) as JsonObject));
}

function rendered(result: Rehearsal, output: PlanOptions["output"], { stdout, env }: CliContext): string {
  const document = {
    calls: result.calls,
    objects: result.ends,
    refused: result.refused,
    unfinished: result.isUnfinished,
  };
  switch (output) {
    case "text":
      return planText(result, { isColoured: stdout.isTTY && (env["NO_COLOR"] ?? "") === "" });
    case "json":
      return `${JSON.stringify(document, undefined, 2)}\n`;
    case "yaml":
      return dump(JSON.parse(JSON.stringify(document)));
    default:
      return unreachable(output);
  }
}
