import { createServiceInput } from "../constraints/inputs.ts";
import { checkRoles } from "../service/check-roles.ts";
import { createRecord, initialConfiguration } from "../service/create-record.ts";
import { presentService } from "../service/present.ts";
import { checkConfiguration, checkSentSource } from "../service/rules.ts";
import { startOperation } from "../service/start-operation.ts";
import { mergeTags } from "../service/tags.ts";
import { Fault, invalidRequest } from "../wire/fault.ts";
import { preciseTimestamp } from "../wire/timestamp.ts";
import { defineOperation } from "./operation.ts";
import type { CallContext } from "../state/call-context.ts";
import type { RegionState } from "../state/region-state.ts";

export const createService = defineOperation(createServiceInput, (input, context) => {
  const { region, settings, nowMs } = context;
  const switches = settings.switches();
  refuseClosedAccount(input.ServiceName, context);
  checkSentSource(input.SourceConfiguration, switches);
  const configuration = initialConfiguration(input, context);
  checkConfiguration(configuration, region, settings.switches());
  const tags = mergeTags(new Map(), input.Tags ?? []);
  // A service that failed to be created, or is still being deleted, occupies its name.
  if (region.existing.some((service) => service.name === input.ServiceName)) {
    throw invalidRequest(`Service with the provided name already exists: ${input.ServiceName}.`);
  }
  checkQuota(context);
  if (switches.failuresByName) checkRoles(configuration, region, nowMs, settings.durations().rolePropagation);

  const record = createRecord(input, configuration, tags, context);
  const operation = startOperation(record, "CREATE_SERVICE", context);
  region.services.push(record);
  if (switches.failuresByName) loseReplyOnce(record.name, region);
  return { Service: presentService(record, switches, preciseTimestamp), OperationId: operation.id };
});

/** The service is there, but the first one of a name with `lost-reply` in it is answered as if it were not. */
function loseReplyOnce(name: string, region: RegionState): void {
  if (!name.includes("lost-reply") || region.lostReplies.has(name)) return;
  region.lostReplies.add(name);
  throw new Fault("InternalServiceErrorException", "An internal service exception has occurred.", 500);
}

/** App Runner takes no new customers; how it tells them is not documented, so this is the generic refusal. */
function refuseClosedAccount(serviceName: string, { region, settings }: CallContext): void {
  if (!settings.switches().closedAccount) return;
  throw new Fault(
    "AccessDeniedException",
    `User: arn:aws:iam::${region.account}:user/emulator is not authorized to perform: apprunner:CreateService` +
      ` on resource: ${region.arnOf(`service/${serviceName}/*`)}`,
  );
}

function checkQuota({ region, settings }: CallContext): void {
  const { restrictedAccount, serviceQuota, quotaHttpStatus } = settings.switches();
  const count = region.existing.length;
  if (restrictedAccount && count >= 2) {
    throw invalidRequest(
      `Account ${region.account} is restricted and can support only two App Runner services per region at the moment.` +
        " To remove the restriction, contact the AWS support team.",
    );
  }
  if (count >= serviceQuota) {
    throw new Fault(
      "ServiceQuotaExceededException",
      `The account has reached its quota of ${serviceQuota} services in this Region.`,
      quotaHttpStatus,
    );
  }
}
