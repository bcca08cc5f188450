import type { OperationSummary, Service } from "@aws-sdk/client-apprunner";
import type { Tags } from "../engine/ownership.ts";

/** What AWS has, as far as this pass has read it. */
export type Observation =
  /** There is no such service: neither under the ARN that is remembered nor under the name, all pages read. */
  | { readonly state: "absent" }
  /** The operation that the operator follows is still running; the service itself was not read. */
  | { readonly state: "following"; readonly operations: readonly OperationSummary[] }
  | PresentService;

export interface PresentService {
  readonly state: "present";
  readonly service: Service;
  readonly tags: Tags;
  /** Newest first; undefined: not read. */
  readonly operations: readonly OperationSummary[] | undefined;
}
