import {
  createObservabilityConfigurationInput,
  listObservabilityConfigurationsInput,
  observabilityConfigurationArnInput,
} from "../constraints/configuration-inputs.ts";
import { usersOf } from "../service/associations.ts";
import { findRevision, isActive, recordsOf } from "../service/find-configuration.ts";
import { newResource, revisionFor } from "../service/new-configuration.ts";
import { presentObservability, presentObservabilitySummary } from "../service/present-configuration.ts";
import { resolveRevisioned } from "../service/revisioned-arn.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ObservabilityRecord } from "../state/configuration-record.ts";
import { invalidRequest, resourceNotFound } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { pageOf, rowsOfTable } from "./page.ts";

const type = "observabilityconfiguration";

export const createObservabilityConfiguration = defineOperation(
  createObservabilityConfigurationInput,
  (input, context) => {
    const name = input.ObservabilityConfigurationName;
    const { observabilityNameQuota, observabilityRevisionQuota } = context.settings.switches();
    const quotas = { names: observabilityNameQuota, revisions: observabilityRevisionQuota };
    const revision = revisionFor(type, name, quotas, context);
    const record: ObservabilityRecord = {
      type,
      ...newResource(`${type}/${name}/${revision}`, name, input.Tags, context),
      revision,
      vendor: input.TraceConfiguration?.Vendor,
    };
    context.region.configurations.push(record);
    return { ObservabilityConfiguration: presentObservability(record, context) };
  },
);

export const describeObservabilityConfiguration = defineOperation(
  observabilityConfigurationArnInput,
  (input, context) => ({
    ObservabilityConfiguration: presentObservability(find(input.ObservabilityConfigurationArn, context), context),
  }),
);

/** The newest first, by default only the latest revision of each name. The summary has no status. */
export const listObservabilityConfigurations = defineOperation(
  listObservabilityConfigurationsInput,
  (input, context) => {
    const { ObservabilityConfigurationName: name, LatestOnly = true } = input;
    const table = recordsOf(type, context);
    const rows = table
      .filter((record) => name === undefined || record.name === name)
      .filter((record) => !LatestOnly || presentObservability(record, context)["Latest"] === true);
    const { page, NextToken } = pageOf(rows, input, rowsOfTable(rows, table));
    return { ObservabilityConfigurationSummaryList: page.map(presentObservabilitySummary), NextToken };
  },
);

/** One revision a call. */
export const deleteObservabilityConfiguration = defineOperation(
  observabilityConfigurationArnInput,
  (input, context) => {
    const record = find(input.ObservabilityConfigurationArn, context);
    if (!isActive(record)) throw invalidRequest("The observability configuration you specified has been deleted");
    if (record.name === "DefaultConfiguration") {
      throw invalidRequest("You can't delete the default observability configuration.");
    }
    if (usersOf(record.arn, context).length > 0) {
      throw invalidRequest(
        "You can't delete the observability configuration. It's used by one or more services. To delete it, update the services to use other observability configurations.",
      );
    }
    record.deletedAtMs = context.nowMs;
    return { ObservabilityConfiguration: presentObservability(record, context) };
  },
);

/** @throws {Fault} for an ARN that is none, and for one that nothing has. */
function find(arn: string, context: CallContext): ObservabilityRecord {
  const found = findRevision(recordsOf(type, context), arn);
  if (found !== undefined) return found;
  if (resolveRevisioned(type, arn, context.region) === undefined) {
    throw invalidRequest(`The observability configuration ARN you specified isn't valid. ARN: '${arn}'`);
  }
  throw resourceNotFound(`Observability configuration with the provided ARN doesn't exist. ARN: ${arn}`);
}
