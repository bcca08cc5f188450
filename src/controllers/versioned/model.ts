import type { AppRunnerCall, AppRunnerPort } from "../../aws/port.ts";
import type { Drift } from "../../api/app-runner-service.ts";
import type { Json } from "../../base/json.ts";
import type { ResourceType } from "../../kube/client.ts";
import type { PlaceAccess } from "../engine/aws-access.ts";
import type { GrantRequest } from "../engine/grant-request.ts";
import type { Kind } from "../engine/kind.ts";
import type { ManagedResource, ManagedStatus } from "../engine/managed-resource.ts";
import type { Outcome } from "../engine/outcome.ts";
import type { Tags } from "../engine/ownership.ts";
import type { Related } from "../engine/relations.ts";
import type { Timings } from "../engine/timings.ts";
import type { MemoryChanges, VersionedMemory } from "./memory.ts";

/** The part that the specs of these kinds share. */
export interface VersionedResource extends ManagedResource {
  readonly spec: ManagedResource["spec"] & {
    readonly tags?: readonly { readonly key: string; readonly value?: string }[];
    readonly adoption?: {
      readonly policy?: "Never" | "IfUnowned" | "Takeover";
      readonly arn?: string;
      readonly onDifference?: "Refuse" | "Apply";
      readonly takeoverFrom?: string;
    };
    readonly driftIntervalSeconds?: number;
  };
  readonly status?: ManagedResource["status"] & VersionedMemory;
}

/** Settings by their path in the spec. Lists are in a fixed order. */
export type Settings = ReadonlyMap<string, Json>;

/** One resource of App Runner that an object may stand for: a revision of a configuration, a connector, a connection. */
export interface Version {
  readonly arn: string;
  readonly name: string;
  readonly settings: Settings;
  /** App Runner says whether a service uses it; undefined where it does not say. */
  readonly isInUse: boolean | undefined;
  /** The services that use it, as far as App Runner was asked. */
  readonly usedBy: readonly string[];
  /** When App Runner made it, where the kind asks. */
  readonly createdAtMs?: number | undefined;
  /** Whether it is the account's default of its sort. */
  readonly isDefault: boolean;
  /** It has another name, and is the account's default, which the object claims. */
  readonly isOtherDefault?: true;
  /** It has another name, and stands where the object's own would have to be. */
  readonly isRival?: true;
  /** What a person asks about it, as members of the status. */
  readonly facts: Readonly<Record<string, Json>>;
}

/** A version with its tags. */
export interface ObservedVersion extends Version {
  readonly tags: Tags;
}

/** What an object stands for when App Runner has to make it. */
interface Creation {
  readonly name: string;
  readonly settings: Settings;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** How to look for versions. */
export interface Search<Resource extends VersionedResource = VersionedResource> {
  readonly resource: Resource;
  readonly port: AppRunnerPort;
  readonly signal: AbortSignal;
  readonly name: string;
  /** The object is being deleted, so that it matters who still uses a version. */
  readonly isDeleting: boolean;
}

/**
 * A kind whose objects stand for versions of a resource, one of which is current. Most App Runner makes and deletes but never
 * changes: where the manifest changes, another version is made, those who refer to the object move to it, and the earlier
 * one is deleted. `onChange` says how it is with each kind.
 */
export interface VersionedModel<Resource extends VersionedResource> {
  readonly type: ResourceType;
  /** What it is called in texts, such as `connection`. */
  readonly noun: string;
  readonly effectiveName: (resource: Resource) => string;
  /** The settings that the manifest names. */
  readonly specSettings: (resource: Resource) => Settings;
  /** What App Runner uses where a setting is left out; a setting without a fixed value is not in it. */
  readonly defaults: Settings;
  /**
   * How a change reaches App Runner. `in place`: by `updateCall`, or where that cannot, by another resource after this one
   * was deleted. `never`: it does not, and is refused.
   */
  readonly onChange: "new revision" | "new name" | "in place" | "never";
  /** How many versions of one name App Runner takes; undefined where it says nothing of the kind. */
  readonly maxVersions?: number;
  /** The versions of that name that exist, the newest first, whosever they are. */
  readonly list: (search: Search<Resource>) => Promise<readonly Version[]>;
  readonly createCall: (creation: Creation, resource: Resource) => AppRunnerCall;
  /** The call that changes a version, where App Runner can change what differs. */
  readonly updateCall?: (arn: string, settings: Settings, differing: readonly string[]) => AppRunnerCall | undefined;
  /** What App Runner is doing to a version, so that it takes nothing else; undefined: nothing. */
  readonly pending?: (version: Version) => PendingChange | undefined;
  /** App Runner reports that the last change, or deletion, of a version failed. */
  readonly failed?: (version: Version) => "change" | "deletion" | undefined;
  /** Why App Runner would not make a version now, for people; undefined: it would. */
  readonly notYet?: (resource: Resource, related: Related) => string | undefined;
  /**
   * Whether what cannot be changed in place differs because of what the object refers to. A difference that an edit makes is
   * refused instead of making another version. Absent: it never is.
   */
  readonly isFollowing?: (resource: Resource, memory: VersionedMemory) => boolean;
  /** What is remembered of a manifest that was applied, for that question. */
  readonly applied?: (resource: Resource) => MemoryChanges;
  /** The version in the answer to its creation. */
  readonly createdVersion: (answer: object) => Version | undefined;
  readonly deleteCall: (arn: string) => AppRunnerCall;
  /** What the state of a version that is as declared says of the object. */
  readonly health: (version: Version, context: HealthContext) => Pick<Outcome, "reason" | "message"> & Partial<Outcome>;
  /** The members of the status that hold facts. */
  readonly factNames: readonly string[];
  /** What of a service's status says which version it uses; absent: services do not move between versions. */
  readonly usedBy?: (service: ManagedStatus) => string | undefined;
  /** What it asks for beside adoption that the account's owner has to have granted. */
  readonly grantRequests?: (resource: Resource) => readonly GrantRequest[];
  /** The objects that it refers to, and how they are put in their places; see {@link Kind}. */
  readonly references?: Kind<Resource, object, object>["references"];
  readonly targetFacts?: Kind<Resource, object, object>["targetFacts"];
  readonly resolve?: Kind<Resource, object, object>["resolve"];
  /** The object whose account and region it shares. */
  readonly livesWith?: Kind<Resource, object, object>["livesWith"];
  /** The field that `extraCall` applies, where there is one: no setting of a version. */
  readonly extraField?: { readonly path: string; readonly valueOf: (resource: Resource) => Json | undefined };
  /** A call that the current version needs beside its creation. */
  readonly extraCall?: (input: ExtraCallInput<Resource>) => ExtraCall | Conflict | undefined;
}

/** What the health of a version is judged in. */
export interface HealthContext {
  readonly access: Pick<PlaceAccess, "place" | "partition">;
  readonly nowMs: number;
  readonly timings: Timings;
}

/** A change that App Runner is making. */
export interface PendingChange extends Pick<Outcome, "reason" | "message"> {
  /** App Runner's own word for it, such as `PENDING_CREATION`. */
  readonly status: string;
  /** The version is about to be gone. */
  readonly isDeletion?: true;
}

export interface ExtraCallInput<Resource> {
  readonly resource: Resource;
  readonly version: Version;
  readonly access: Pick<PlaceAccess, "place" | "partition">;
  readonly isDeleting: boolean;
  /** The manifest named the field when it was applied last. */
  readonly isApplied: boolean;
  /** The other versions of the object. */
  readonly others: readonly Version[];
  /** The account's default of another name, where that matters, and the object of an operator that it belongs to. */
  readonly otherDefault: { readonly arn: string; readonly owner: string | undefined } | undefined;
}

/** Why an extra call is not made: somebody else claims the same. For people. */
export interface Conflict {
  readonly conflict: string;
}

export interface ExtraCall {
  readonly call: AppRunnerCall;
  /** What differs from the manifest. */
  readonly drift: Drift;
  readonly because: string;
}

/** The facts of a version that is not there. */
export function noFacts({ factNames }: { readonly factNames: readonly string[] }): Readonly<Record<string, undefined>> {
  return Object.fromEntries(factNames.map((name) => [name, undefined]));
}
