import { isJsonObject, type Json } from "../../../base/json.ts";
import { notSupported } from "../errors/field-error.ts";
import { badRequest, invalidObject } from "../errors/refusals.ts";

/** What of DeleteOptions this server follows. Grace periods and propagation have no meaning without workloads. */
export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
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
    dryRun: Array.isArray(dryRun) && dryRun.includes("All"),
  };
}
