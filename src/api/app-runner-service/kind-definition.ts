import { appRunnerServiceType } from "../app-runner-service.ts";
import type { KindDefinition, PrinterColumn } from "../crd/custom-resource-definition.ts";
import { appRunnerServiceSchema } from "./schema.ts";

const ready = `.status.conditions[?(@.type=="Ready")]`;

const columns: readonly PrinterColumn[] = [
  { name: "Ready", type: "string", jsonPath: `${ready}.status`, description: "Whether it is as declared." },
  { name: "Status", type: "string", jsonPath: `${ready}.reason`, description: "Why." },
  { name: "URL", type: "string", jsonPath: ".status.url", description: "Where the service is reached." },
  { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp", description: "Since when the object exists." },
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
  { name: "ARN", type: "string", jsonPath: ".status.arn", description: "The ARN of the service.", priority: 1 },
  { name: "Message", type: "string", jsonPath: `${ready}.message`, description: "Why, in full.", priority: 1 },
  {
    name: "Generation",
    type: "integer",
    jsonPath: ".metadata.generation",
    description: "The object's generation, which grows with each change of the spec.",
    priority: 1,
  },
];

/** What the CRD, the validation and the reference of AppRunnerService are made from. */
export const appRunnerServiceDefinition: KindDefinition = {
  type: appRunnerServiceType,
  shortName: "ars",
  schema: appRunnerServiceSchema,
  columns,
};
