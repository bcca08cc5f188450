import { serviceArnInput } from "../constraints/inputs.ts";
import { findVisible } from "../service/find-service.ts";
import { presentService } from "../service/present.ts";
import { defineOperation } from "./operation.ts";

export const describeService = defineOperation(serviceArnInput, (input, context) => ({
  Service: presentService(findVisible(input.ServiceArn, context), context.settings.switches()),
}));
