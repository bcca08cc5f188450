import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { isJsonObject } from "../../base/json.ts";
import { hashOf } from "../../base/hash.ts";
import type { LeafValues } from "./leaf.ts";
import { leavesOfSpec } from "./leaf-values.ts";

/** The name at App Runner. */
export function effectiveName(resource: AppRunnerService): string {
  return resource.spec.serviceName ?? resource.metadata.name;
}

/** Every setting that the manifest names. */
export function specLeaves(resource: AppRunnerService): LeafValues {
  const spec: unknown = resource.spec;
  return leavesOfSpec(isJsonObject(spec) ? spec : {});
}

/** Equal as long as the manifest asks for the same; tells an edit from a foreign change. */
export function specHash(resource: AppRunnerService): string {
  const { tags, desiredState, deploymentToken } = resource.spec;
  return hashOf([[...specLeaves(resource)], tags, desiredState, deploymentToken]);
}
