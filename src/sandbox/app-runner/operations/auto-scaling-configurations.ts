import {
  autoScalingConfigurationArnInput,
  createAutoScalingConfigurationInput,
  deleteAutoScalingConfigurationInput,
  listAutoScalingConfigurationsInput,
  listServicesForAutoScalingConfigurationInput,
} from "../constraints/configuration-inputs.ts";
import { usersOf } from "../service/associations.ts";
import { findRevision, isActive, isNameOnly, recordsOf } from "../service/find-configuration.ts";
import { newResource, revisionFor } from "../service/new-configuration.ts";
import { presentAutoScaling, presentAutoScalingSummary } from "../service/present-configuration.ts";
import { resolveRevisioned } from "../service/revisioned-arn.ts";
import type { CallContext } from "../state/call-context.ts";
import type { AutoScalingRecord } from "../state/configuration-record.ts";
import { invalidRequest, resourceNotFound } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { pageOf, rowsOfTable } from "./page.ts";

const type = "autoscalingconfiguration";

export const createAutoScalingConfiguration = defineOperation(createAutoScalingConfigurationInput, (input, context) => {
  const { MaxConcurrency = 100, MinSize = 1, MaxSize = 25, AutoScalingConfigurationName: name } = input;
  if (MaxSize < MinSize) throw invalidRequest("MaxSize must be greater than or equal to MinSize.");
  const { autoScalingNameQuota, autoScalingRevisionQuota } = context.settings.switches();
  const quotas = { names: autoScalingNameQuota, revisions: autoScalingRevisionQuota };
  const revision = revisionFor(type, name, quotas, context);
  const record: AutoScalingRecord = {
    type,
    ...newResource(`${type}/${name}/${revision}`, name, input.Tags, context),
    revision,
    maxConcurrency: MaxConcurrency,
    minSize: MinSize,
    maxSize: MaxSize,
  };
  context.region.configurations.push(record);
  return { AutoScalingConfiguration: presentAutoScaling(record, context) };
});

export const describeAutoScalingConfiguration = defineOperation(autoScalingConfigurationArnInput, (input, context) => ({
  AutoScalingConfiguration: presentAutoScaling(find(input.AutoScalingConfigurationArn, context), context),
}));

/** The newest first, by default only the latest revision of each name. Deleted ones linger as inactive. */
export const listAutoScalingConfigurations = defineOperation(listAutoScalingConfigurationsInput, (input, context) => {
  const { AutoScalingConfigurationName: name, LatestOnly = true } = input;
  const table = recordsOf(type, context);
  const rows = table
    .filter((record) => name === undefined || record.name === name)
    .filter((record) => !LatestOnly || presentAutoScaling(record, context)["Latest"] === true);
  const { page, NextToken } = pageOf(rows, input, rowsOfTable(rows, table));
  return {
    AutoScalingConfigurationSummaryList: page.map((record) => presentAutoScalingSummary(record, context)),
    NextToken,
  };
});

export const deleteAutoScalingConfiguration = defineOperation(deleteAutoScalingConfigurationInput, (input, context) => {
  const { AutoScalingConfigurationArn: arn, DeleteAllRevisions = false } = input;
  if (DeleteAllRevisions && !isNameOnly(arn)) {
    throw invalidRequest(
      "You cannot specify full auto scaling configuration ARN and DeleteAllRevisions as true at same time",
    );
  }
  const record = find(arn, context);
  if (!isActive(record)) throw invalidRequest("The auto scaling configuration you specified has been deleted");
  const all = recordsOf(type, context).filter((other) => other.name === record.name && isActive(other));
  const doomed = DeleteAllRevisions ? all : [record];
  for (const revision of doomed) checkDeletable(revision, context);
  for (const revision of doomed) revision.deletedAtMs = context.nowMs;
  return { AutoScalingConfiguration: presentAutoScaling(record, context) };
});

/** Only services that are created later, without an ARN, are affected. */
export const updateDefaultAutoScalingConfiguration = defineOperation(
  autoScalingConfigurationArnInput,
  (input, context) => {
    const record = find(input.AutoScalingConfigurationArn, context);
    if (!isActive(record)) throw invalidRequest("The auto scaling configuration you specified has been deleted");
    context.region.defaultAutoScalingArn = record.arn;
    return { AutoScalingConfiguration: presentAutoScaling(record, context) };
  },
);

export const listServicesForAutoScalingConfiguration = defineOperation(
  listServicesForAutoScalingConfigurationInput,
  (input, context) => {
    const { arn } = find(input.AutoScalingConfigurationArn, context);
    const users = usersOf(arn, context);
    const { page, NextToken } = pageOf(users, input, rowsOfTable(users, context.region.services));
    return { ServiceArnList: page.map((service) => service.arn), NextToken };
  },
);

/** @throws {Fault} for an ARN that is none, and for one that nothing has. */
function find(arn: string, context: CallContext): AutoScalingRecord {
  const found = findRevision(recordsOf(type, context), arn);
  if (found !== undefined) return found;
  if (resolveRevisioned(type, arn, context.region) === undefined) {
    throw invalidRequest(`The auto scaling configuration ARN you specified isn't valid. ARN: '${arn}'`);
  }
  throw resourceNotFound(`Auto scaling configuration with the provided ARN doesn't exist. ARN: ${arn}`);
}

function checkDeletable(record: AutoScalingRecord, context: CallContext): void {
  if (record.name === "DefaultConfiguration" || context.region.defaultAutoScalingArn === record.arn) {
    throw invalidRequest("You can't delete the default auto scaling configuration.");
  }
  if (usersOf(record.arn, context).length > 0) {
    throw invalidRequest(
      "You can't delete the auto scaling configuration. It's used by one or more services. To delete it, update the services to use other auto scaling configurations.",
    );
  }
}
