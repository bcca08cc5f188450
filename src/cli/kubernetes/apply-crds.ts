import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import type { Clock } from "../../base/clock.ts";
import type { JsonObject } from "../../base/json.ts";
import { sleep } from "../../base/sleep.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../kube/client.ts";
import { isConflict } from "../../kube/kube-error.ts";
import { CliError } from "../cli-error.ts";

const definitions: ResourceType = {
  group: "apiextensions.k8s.io",
  version: "v1",
  plural: "customresourcedefinitions",
  kind: "CustomResourceDefinition",
  namespaced: false,
};

interface Definition extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const establishedWithinMs = 30_000;
const lookEveryMs = 50;

/**
 * Creates or replaces the custom resource definitions in `folder`, and waits until the server serves them.
 * @throws {CliError} when it does not within 30 s. KubeApiError when the server refuses one.
 */
export async function applyCrds(client: KubeClient, clock: Clock, folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml"));
  for (const file of files) {
    const manifest = load(await readFile(path.join(folder, file), "utf8")) as JsonObject & KubeObject;
    const { name } = manifest.metadata;
    await createOrReplace(client, manifest, name);
    await established(client, clock, name);
  }
}

async function createOrReplace(client: KubeClient, manifest: JsonObject & KubeObject, name: string): Promise<void> {
  try {
    await client.create(definitions, undefined, manifest);
    return;
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  const { metadata } = await client.get(definitions, { name });
  const { resourceVersion } = metadata;
  await client.replace(
    definitions,
    { name },
    {
      ...manifest,
      metadata: { ...manifest.metadata, resourceVersion },
    },
  );
}

async function established(client: KubeClient, clock: Clock, name: string): Promise<void> {
  const untilMs = clock.monotonicMs() + establishedWithinMs;
  for (;;) {
    const { status } = await client.get<Definition>(definitions, { name });
    if (status?.conditions?.some((condition) => condition.type === "Established" && condition.status === "True"))
      return;
    if (clock.monotonicMs() > untilMs) throw new CliError(`the cluster does not serve the CRD ${name}`);
    await sleep(clock, lookEveryMs);
  }
}
