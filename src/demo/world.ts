import type { JsonObject } from "../base/json.ts";
import type { Manifest } from "./manifest.ts";
import type { DemoCall, DemoObject, LiveService } from "./snapshot.ts";

/** What the scenario plays on: Kubernetes as a person uses it, and App Runner as somebody else uses it. */
export interface DemoWorld {
  create(manifest: Manifest): Promise<void>;
  /** A merge patch, as `kubectl patch` sends it. */
  patch(manifest: Manifest, patch: JsonObject): Promise<void>;
  delete(manifest: Manifest): Promise<void>;
  /** The object of that kind and name. Undefined: there is none. */
  read(manifest: Manifest): Promise<DemoObject | undefined>;
  /** Every call to App Runner so far, oldest first. */
  calls(): Promise<readonly DemoCall[]>;
  /** The service with that ARN, deleted or not. */
  live(arn: string): Promise<LiveService>;
  /** Sets variables of the service at App Runner, under credentials that are not the operator's. */
  interfere(arn: string, variables: Readonly<Record<string, string>>): Promise<void>;
}
