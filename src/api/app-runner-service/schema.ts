import { kindSchema, nameRules } from "../kind-schema.ts";
import { appRunnerServiceSpec } from "./spec.ts";
import { appRunnerServiceStatus } from "./status.ts";

/** The schema of a whole AppRunnerService. */
export const appRunnerServiceSchema = kindSchema(appRunnerServiceSpec, appRunnerServiceStatus, {
  description: "An AWS App Runner service: the operator creates it, or adopts it, and keeps it as the spec says.",
  rules: nameRules("serviceName", "service", 40),
});
