import {
  type AutoScalingConfiguration,
  autoScalingConfigurationType,
} from "../../../api/auto-scaling-configuration.ts";
import { autoScalingConfigurationModel } from "../model.ts";
import { finalizer, identityAnnotation } from "../../engine/annotations.ts";
import type { ManagedResource } from "../../engine/managed-resource.ts";
import { type Origin, type Owner, ownershipTags } from "../../engine/ownership.ts";
import { unusedPlace } from "../../engine/testing/fake-kind.ts";
import { managed } from "../../engine/testing/managed.ts";
import { resolveTimings } from "../../engine/timings.ts";
import type { VersionedMemory } from "../../versioned/memory.ts";
import type { ObservedVersion } from "../../versioned/model.ts";
import { plan } from "../../versioned/plan.ts";
import type { PlanInput } from "../../versioned/plan-input.ts";

const owner: Owner = { cluster: "cluster-1", namespace: "shop", name: "scaling", uid: "uid-1" };
const nowMs = Date.parse("2026-01-01T12:00:00Z");

/** The ARN of a revision of the sample. */
export const arnOf = (revision: number): string =>
  `arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/scaling/${revision}/${"0".repeat(32)}`;

/** A revision, by default ours and as the sample's manifest says. */
export function version(
  revision: number,
  more: Partial<ObservedVersion> = {},
  origin: Origin = "created",
): ObservedVersion {
  return {
    arn: arnOf(revision),
    name: "scaling",
    settings: new Map([
      ["maxConcurrency", 50],
      ["minSize", 1],
      ["maxSize", 25],
    ]),
    isInUse: false,
    usedBy: [],
    isDefault: false,
    facts: { revision },
    tags: ownershipTags(owner, origin),
    ...more,
  };
}

/** The tags of somebody else's object. */
export const foreignTags = ownershipTags({ ...owner, name: "other" }, "created");

/** A service that refers to the sample. */
export function user(name: string, more: ManagedResource["status"] = {}): ManagedResource {
  return managed({ name }, more);
}

export interface Situation {
  readonly spec?: AutoScalingConfiguration["spec"];
  readonly metadata?: Partial<AutoScalingConfiguration["metadata"]>;
  readonly memory?: VersionedMemory;
  /** The newest first. */
  readonly versions?: readonly ObservedVersion[];
  readonly users?: readonly ManagedResource[];
}

/** What is to be decided: by default about a claimed object that asks for 50 requests an instance. */
export function situation(given: Situation): PlanInput<AutoScalingConfiguration> {
  const { spec = { maxConcurrency: 50 }, metadata = {}, memory = {}, versions = [], users = [] } = given;
  return {
    model: autoScalingConfigurationModel,
    resource: {
      apiVersion: "apprunner-operator.dev/v1alpha1",
      kind: autoScalingConfigurationType.kind,
      metadata: {
        name: "scaling",
        namespace: "shop",
        uid: "uid-1",
        resourceVersion: "1",
        generation: 1,
        creationTimestamp: "2026-01-01T00:00:00Z",
        finalizers: [finalizer],
        annotations: { [identityAnnotation]: "111122223333/eu-west-1/scaling" },
        ...metadata,
      },
      spec,
    },
    memory,
    observation: { versions },
    owner,
    access: unusedPlace,
    nowMs,
    isFirst: false,
    timings: resolveTimings(1),
    rolloutRoom: 5,
    related: { target: () => undefined, siblings: [], users },
  };
}

/** The decision in one line: the call, or how the pass ends. */
export function decide(given: Situation): string {
  const decision = plan(situation(given));
  switch (decision.type) {
    case "call": {
      const { operation, input } = decision.call;
      const members: readonly unknown[] = Object.values(input);
      const arn = members.find((value) => typeof value === "string" && value.startsWith("arn:"));
      const revision = typeof arn === "string" ? /scaling\/(\d+)\//.exec(arn)?.[1] : undefined;
      return revision === undefined ? operation : `${operation} ${revision}`;
    }
    case "finish":
      return decision.outcome.reason;
    default:
      return decision.type;
  }
}
