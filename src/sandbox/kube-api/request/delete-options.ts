import { isJsonObject, type Json } from "../../../base/json.ts";
import { badRequest } from "../errors/refusals.ts";

/** What of DeleteOptions this server follows. Grace periods and propagation have no meaning without workloads. */
export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly dryRun: boolean;
}

/** Reads DeleteOptions from the body of a DELETE, if it has one. @throws ApiError 400 */
export function readDeleteOptions(body: Json | undefined): DeleteOptions {
  if (body === undefined) return { dryRun: false };
  if (!isJsonObject(body)) throw badRequest("the body of a deletion has to be DeleteOptions");
  const { kind, preconditions, dryRun } = body;
  if (kind !== undefined && kind !== "DeleteOptions")
    throw badRequest(`DeleteOptions expected, found ${JSON.stringify(kind)}`);
  const { uid, resourceVersion } = isJsonObject(preconditions) ? preconditions : {};
  return {
    ...(typeof uid === "string" ? { uid } : {}),
    ...(typeof resourceVersion === "string" ? { resourceVersion } : {}),
    dryRun: Array.isArray(dryRun) && dryRun.includes("All"),
  };
}
