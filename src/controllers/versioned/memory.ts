import type { AppRunnerOperation } from "../../aws/port.ts";
import type { Drift } from "../../api/app-runner-service.ts";
import type { Origin } from "../engine/ownership.ts";
import type { Transition } from "../engine/transition.ts";

/** What a pass remembers for the next one, beside the facts of the kind: the status without its conditions. */
export interface VersionedMemory {
  readonly account?: string;
  readonly region?: string;
  readonly arn?: string;
  readonly origin?: Origin;
  readonly managementPolicy?: "Manage" | "ReportDrift" | "Observe";
  readonly deletionPolicy?: "Delete" | "Retain";
  readonly intent?: Intent;
  readonly drift?: readonly Drift[];
  /** The settings that the manifest named when it was applied last. */
  readonly appliedFields?: readonly string[];
  readonly appliedTagKeys?: readonly string[];
  /** Of all that the manifest asked for when it was last found to be so. */
  readonly configurationHash?: string;
  /** This object's other versions, which services may still use; those that it created go once nobody does. */
  readonly superseded?: readonly Superseded[];
  /** The AwsAccount of the object whose account it shares. */
  readonly awsAccount?: string;
  /** The hash of the settings that were last sent to change a version. */
  readonly sentHash?: string;
  /** The same of those that App Runner accepted last, until they are seen to be there. */
  readonly acceptedHash?: string;
  readonly deletionTriedAt?: string;
  /** What App Runner is doing to the version, and since when that is seen. */
  readonly transition?: Transition;
  /** The name of the service object through which the version got its service. */
  readonly serviceRef?: string;
  readonly isDefault?: boolean;
  readonly rollout?: Rollout;
  readonly lastHandledRetryRequestedAt?: string;
  readonly lastHandledReconcileRequestedAt?: string;
}

/** A version that is not the current one any more. */
export interface Superseded {
  readonly arn: string;
  /** When the last service that refers to the object was seen to have left it; absent while one uses it. */
  readonly lastUsedAt?: string;
}

/** The call that was about to be made. */
interface Intent {
  readonly call: AppRunnerOperation;
  /** The settings of the manifest that the call applies. */
  readonly fields?: readonly string[];
  readonly recordedAt: string;
}

/** How services move to a new version: one first, then a few at a time. Absent: every service has it. */
export interface Rollout {
  /** The version that they move to. */
  readonly arn: string;
  readonly startedAt: string;
  /** The names of the service objects that may have it. */
  readonly admitted: readonly string[];
  /** More services could take it if fewer of the account were changing to new versions. */
  readonly waitsForRoom?: boolean;
  /** The service object that failed to take it; those that are not admitted keep what they have. */
  readonly failedService?: string;
}

/** Members to set; one that is undefined is removed. */
export type MemoryChanges = { readonly [Member in keyof VersionedMemory]?: VersionedMemory[Member] | undefined };

/** `memory` with the members of `changes`, and facts of the kind beside them. */
export function remember(
  memory: VersionedMemory,
  changes: MemoryChanges,
  facts: Readonly<Record<string, unknown>> = {},
): VersionedMemory {
  return Object.fromEntries(
    Object.entries({ ...memory, ...facts, ...changes }).filter(([, value]) => value !== undefined),
  );
}
