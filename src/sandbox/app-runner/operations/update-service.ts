import { updateServiceInput } from "../constraints/inputs.ts";
import type { SourceConfiguration } from "../constraints/shapes.ts";
import { rememberFormerUse } from "../service/associations.ts";
import { checkRoles } from "../service/check-roles.ts";
import { findInState } from "../service/check-state.ts";
import { mergeUpdate } from "../service/merge.ts";
import { presentService } from "../service/present.ts";
import { checkConfiguration, checkSentSource } from "../service/rules.ts";
import type { ServiceRecord } from "../state/service-record.ts";
import { startOperation } from "../service/start-operation.ts";
import { invalidRequest } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";

export const updateService = defineOperation(updateServiceInput, (input, context) => {
  const { region, settings, nowMs } = context;
  const switches = settings.switches();
  const accepted = [
    "RUNNING",
    "CREATE_FAILED",
    ...(switches.pausedUpdate === "allow" ? ["PAUSED" as const] : []),
  ] as const;
  const record = findInState(input.ServiceArn, "updated", accepted, context);
  if (Object.keys(input).length === 1) {
    throw invalidRequest("No configurations provided in the UpdateService request.");
  }
  if (input.SourceConfiguration !== undefined) {
    checkSentSource(input.SourceConfiguration, switches);
    checkUnchangeable(record, input.SourceConfiguration);
  }
  const configuration = mergeUpdate(record.configuration, input, region, switches);
  checkConfiguration(configuration, region, settings.switches());
  if (switches.failuresByName) checkRoles(configuration, region, nowMs, settings.durations().rolePropagation);

  rememberFormerUse(record, context);
  const operation = startOperation(record, "UPDATE_SERVICE", context, configuration);
  return {
    Service: presentService(record, switches),
    OperationId: switches.updateOperationId ? operation.id : undefined,
  };
});

/** What kind of source a service has is decided at its creation. */
function checkUnchangeable(record: ServiceRecord, sent: SourceConfiguration): void {
  const { ImageRepository: image, CodeRepository: code } = record.configuration.source;
  if ((sent.ImageRepository ?? image) !== undefined && (sent.CodeRepository ?? code) !== undefined) {
    throw invalidRequest(
      "The source of a service cannot be changed between a code repository and an image repository.",
    );
  }
  if (sent.ImageRepository !== undefined && sent.ImageRepository.ImageRepositoryType !== image?.ImageRepositoryType) {
    throw invalidRequest("The image repository type cannot be changed in UpdateService request");
  }
  const before = code?.CodeConfiguration?.ConfigurationSource;
  const after = sent.CodeRepository?.CodeConfiguration?.ConfigurationSource;
  if (record.status === "CREATE_FAILED" && before === "REPOSITORY" && after === "API") {
    throw invalidRequest("ConfigurationSource cannot be changed from REPOSITORY to API for CREATE_FAILED services.");
  }
}
