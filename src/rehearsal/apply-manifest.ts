import { kindDefinitions } from "../api/kinds.ts";
import { manifestChecker } from "../api/validation/manifest-checker.ts";
import type { JsonObject } from "../base/json.ts";
import type { KubeClient } from "../kube/client.ts";
import { KubeApiError } from "../kube/kube-error.ts";
import type { KubeApi } from "../sandbox/kube-api/kube-api.ts";
import type { DeclaredObject } from "./interest.ts";

/** As `kubectl apply` does it: what is there keeps its identity and status. Returns why it is refused. */
export async function applyManifest(
  api: Pick<KubeApi, "snapshot">,
  client: KubeClient,
  manifest: DeclaredObject,
): Promise<string | undefined> {
  const { kind, apiVersion, metadata, spec } = manifest;
  const { namespace, name } = metadata;
  const found = api
    .snapshot()
    .find((object) => object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace);
  const definition = kindDefinitions.find((candidate) => candidate.type.kind === kind);
  if (definition === undefined) return `there is no kind ${kind}`;
  const { type } = definition;
  try {
    if (found !== undefined) {
      const annotations = { ...found.metadata.annotations, ...metadata.annotations };
      await client.replace(
        type,
        { namespace, name },
        { ...jsonOf(found), metadata: { ...jsonOf(found.metadata), annotations }, spec: jsonOf(spec) },
      );
      return undefined;
    }
    await client.create(type, namespace, { apiVersion, kind, metadata: jsonOf(metadata), spec: jsonOf(spec) });
    return undefined;
  } catch (error) {
    if (!(error instanceof KubeApiError)) throw error;
    // Errors of the API hold no values, and so no words of rules either; the project's own check of manifests has both.
    const problems = manifestChecker(definition)(jsonOf(manifest), found === undefined ? undefined : jsonOf(found));
    return problems.map(({ field, message }) => `${field}: ${message}`).join("; ") || error.message;
  }
}

/** A value as JSON has it: without members that are undefined, and a copy of its own. */
export function jsonOf(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
