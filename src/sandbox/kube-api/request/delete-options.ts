import { isJsonObject, type Json } from "../../../base/json.ts";
import { notSupported } from "../errors/field-error.ts";
import { badRequest, invalidObject } from "../errors/refusals.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** What of DeleteOptions this server follows. Grace periods have no meaning without workloads. */
export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  /** The finalizer with which a deletion waits for the garbage collector. */
  readonly finalizer?: "foregroundDeletion" | "orphan";
  readonly dryRun: boolean;
}

const policies = ["Foreground", "Background", "Orphan"];

/** Reads DeleteOptions from the body of a DELETE, if it has one. @throws ApiError 400 */
export function readDeleteOptions(body: Json | undefined): DeleteOptions {
  if (body === undefined) return { dryRun: false };
  if (!isJsonObject(body)) throw badRequest("couldn't get version/kind; json parse error: json: cannot unmarshal");
  const { kind, apiVersion = "v1", preconditions, dryRun, propagationPolicy: policy } = body;
  if (kind !== undefined && kind !== "DeleteOptions") {
    const gone = `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`;
    throw badRequest(`${gone} in scheme "pkg/runtime/scheme.go:111"`);
  }
  if (policy !== undefined && policy !== null && !policies.includes(String(policy))) {
    throw invalidObject({ group: "meta.k8s.io", kind: "DeleteOptions" }, "", [
      notSupported("propagationPolicy", policy, [...policies, "nil"]),
    ]);
  }
  const { uid, resourceVersion } = isJsonObject(preconditions) ? preconditions : {};
  return {
    ...(typeof uid === "string" ? { uid } : {}),
    ...(typeof resourceVersion === "string" ? { resourceVersion } : {}),
    ...(policy === "Foreground" ? { finalizer: "foregroundDeletion" as const } : {}),
    ...(policy === "Orphan" ? { finalizer: "orphan" as const } : {}),
    dryRun: isJsonArray(dryRun) && dryRun.includes("All"),
  };
}
