import { createServiceInput } from "../constraints/inputs.ts";
import { boolean, enumeration, list, string, structure } from "../constraints/shape.ts";
import type { Infer } from "../constraints/shape.ts";
import { consoleHealthCheck, defaultHealthCheck } from "../service/defaults.ts";
import { createRecord, initialConfiguration } from "../service/create-record.ts";
import { checkConfiguration } from "../service/rules.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ServiceRecord } from "../state/service-record.ts";
import { hexId } from "../state/ids.ts";
import { AdminError } from "./admin-error.ts";

/** CreateService's input, and what only the admin interface can ask for. Tags may have keys that start with `aws:`. */
export const seedShape = structure(createServiceInput.required, {
  ...createServiceInput.optional,
  Tags: list(structure({ Key: string([1, 128]), Value: string([0, 256]) }, {})),
  /** Left out: us-east-1. */
  Region: string([1]),
  /** Left out: RUNNING. */
  Status: enumeration("RUNNING", "PAUSED", "CREATE_FAILED", "DELETE_FAILED", "DELETED"),
  /** Whether health check parameters that are left out get the console's values instead of the API's. Left out: true. */
  MadeByConsole: boolean,
});

export type Seed = Infer<typeof seedShape>;

/** Puts a service into the table that is at rest already, with its CREATE_SERVICE operation behind it. */
export function seedService(seed: Seed, context: CallContext): ServiceRecord {
  const { region, nowMs } = context;
  if (region.existing.some(({ name }) => name === seed.ServiceName)) {
    throw new AdminError(`There is a service of the name ${seed.ServiceName} already.`, 409);
  }
  const healthCheck = seed.MadeByConsole === false ? defaultHealthCheck : consoleHealthCheck;
  const configuration = initialConfiguration(seed, context, healthCheck);
  checkConfiguration(configuration, region, context.settings.switches());
  const tags = new Map((seed.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  const record = createRecord(seed, configuration, tags, context);
  record.status = seed.Status ?? "RUNNING";
  if (record.status === "DELETED") record.deletedAtMs = nowMs;
  record.operations.push({
    id: hexId(context.settings.random),
    type: "CREATE_SERVICE",
    startedAtMs: nowMs,
    status: record.status === "CREATE_FAILED" ? "FAILED" : "SUCCEEDED",
    updatedAtMs: nowMs,
    endedAtMs: nowMs,
  });
  region.services.push(record);
  return record;
}
