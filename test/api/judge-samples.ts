import { isJsonObject } from "../../src/base/json.ts";
import type { Json, JsonObject } from "../../src/base/json.ts";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { createSamples } from "./create-samples.ts";
import { fieldSamples } from "./field-samples.ts";
import { mismatch } from "./sample.ts";
import { kindFieldSamples } from "./kind-fields/samples.ts";
import { updateSamples } from "./update-samples.ts";

/** An answer of a Kubernetes API server, whatever its status. */
interface ApiAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Makes one request with a JSON body and resolves with the answer, also when that is a refusal. */
export type ApiCall = (method: "POST" | "PUT" | "DELETE", path: string, body?: JsonObject) => Promise<ApiAnswer>;

/** How a server judged all samples. */
export interface SampleVerdict {
  readonly judged: number;
  /** One text for each sample that came out otherwise than told. */
  readonly mismatches: readonly string[];
}

/**
 * Puts every sample to a server that has the CRD, in a namespace that is used for nothing else, and compares its answers
 * with what the samples say. Leaves no object behind.
 */
export async function judgeSamples(call: ApiCall, namespace: string): Promise<SampleVerdict> {
  const collectionOf = ({ kind }: JsonObject): string => {
    const plural = kindDefinitions.find(({ type }) => type.kind === kind)?.type.plural ?? "";
    return `/apis/apprunner-operator.dev/v1alpha1/namespaces/${namespace}/${plural}`;
  };
  const mismatches: string[] = [];
  for (const { name, manifest, expect } of createSamples) {
    const answer = await call("POST", `${collectionOf(manifest)}?dryRun=All&fieldValidation=Strict`, manifest);
    const wrong = mismatch(problemsOf(answer), expect, "server");
    if (wrong !== undefined) mismatches.push(`${name}: ${wrong}`);
  }
  const updates = [...updateSamples, ...fieldSamples, ...kindFieldSamples];
  for (const { name, before, after, expect } of updates) {
    const collection = collectionOf(before);
    const object = `${collection}/${text(metadataOf(before)["name"])}`;
    const created = await call("POST", `${collection}?fieldValidation=Strict`, before);
    const { resourceVersion = "" } = metadataOf(created.body);
    const replacement = { ...after, metadata: { ...metadataOf(after), resourceVersion } };
    const answer =
      created.status === 201 ? await call("PUT", `${object}?fieldValidation=Strict`, replacement) : created;
    const wrong = mismatch(problemsOf(answer), expect, "server");
    if (wrong !== undefined) mismatches.push(`${name}: ${wrong}`);
    await call("DELETE", object);
  }
  return { judged: createSamples.length + updates.length, mismatches };
}

function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object["metadata"]) ? object["metadata"] : {};
}

function problemsOf({ status, body }: ApiAnswer): readonly { field: string; message: string }[] {
  if (status < 300) return [];
  const details = isJsonObject(body["details"]) ? body["details"] : {};
  const causes: readonly Json[] = Array.isArray(details["causes"]) ? details["causes"] : [body];
  return causes.filter(isJsonObject).map(({ field, message }) => ({ field: text(field), message: text(message) }));
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
