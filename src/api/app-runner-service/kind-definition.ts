import { appRunnerServiceType } from "../app-runner-service.ts";
import { columnsOf } from "../crd/columns.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { appRunnerServiceSchema } from "./schema.ts";

const columns = columnsOf("service", [
  { name: "URL", type: "string", jsonPath: ".status.url", description: "Where the service is reached." },
  {
    name: "Service Status",
    type: "string",
    jsonPath: ".status.serviceStatus",
    description: "App Runner's own status.",
    priority: 1,
  },
  { name: "Image", type: "string", jsonPath: ".status.image", description: "The live image.", priority: 1 },
  {
    name: "Operation",
    type: "string",
    jsonPath: ".status.operation.type",
    description: "The operation in flight.",
    priority: 1,
  },
]);

/** What the CRD, the validation and the reference of AppRunnerService are made from. */
export const appRunnerServiceDefinition: KindDefinition = {
  type: appRunnerServiceType,
  shortName: "ars",
  schema: appRunnerServiceSchema,
  columns,
};
