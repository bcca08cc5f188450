import type { JsonObject } from "../base/json.ts";
import type { AppRunnerService } from "../api/app-runner-service.ts";
import type { Manifest } from "./manifest.ts";
import type { DemoCall, LiveService } from "./snapshot.ts";

/** What the scenario plays on: Kubernetes as a person uses it, and App Runner as somebody else uses it. */
export interface DemoWorld {
  create(manifest: Manifest): Promise<void>;
  /** A merge patch, as `kubectl patch` sends it. */
  patch(name: string, patch: JsonObject): Promise<void>;
  delete(name: string): Promise<void>;
  /** Undefined: there is no such object. */
  read(name: string): Promise<AppRunnerService | undefined>;
  /** Every call to App Runner so far, oldest first. */
  calls(): Promise<readonly DemoCall[]>;
  /** The service with that ARN, deleted or not. */
  live(arn: string): Promise<LiveService>;
  /** Sets variables of the service at App Runner, under credentials that are not the operator's. */
  interfere(arn: string, variables: Readonly<Record<string, string>>): Promise<void>;
}
