import { type VpcIngressConnection, vpcIngressConnectionType } from "../../../api/vpc-ingress-connection.ts";
import { finalizer, identityAnnotation } from "../../engine/annotations.ts";
import type { ManagedResource, ManagedStatus } from "../../engine/managed-resource.ts";
import { type Origin, type Owner, ownershipTags } from "../../engine/ownership.ts";
import { unusedPlace } from "../../engine/testing/fake-kind.ts";
import { managed } from "../../engine/testing/managed.ts";
import { resolveTimings } from "../../engine/timings.ts";
import type { VersionedMemory } from "../../versioned/memory.ts";
import type { ObservedVersion } from "../../versioned/model.ts";
import { plan } from "../../versioned/plan.ts";
import type { PlanInput } from "../../versioned/plan-input.ts";
import { vpcIngressConnectionModel } from "../model.ts";

const owner: Owner = { cluster: "cluster-1", namespace: "shop", name: "orders-way", uid: "uid-1" };
const nowMs = Date.parse("2026-01-01T12:00:00Z");

/** The ARN of a service of that name. */
export const serviceArn = (name: string): string =>
  `arn:aws:apprunner:eu-west-1:111122223333:service/${name}/${"0".repeat(32)}`;

const arn = `arn:aws:apprunner:eu-west-1:111122223333:vpcingressconnection/orders-way/${"0".repeat(32)}`;

/** What App Runner has, by default ours, at rest and as the sample's manifest says. */
export function live(
  ingressStatus = "AVAILABLE",
  more: { readonly endpoint?: string; readonly service?: string; readonly origin?: Origin } = {},
): ObservedVersion {
  const { endpoint = "vpce-1", service = "orders", origin = "created" } = more;
  return {
    arn,
    name: "orders-way",
    settings: new Map([
      ["serviceArn", serviceArn(service)],
      ["ingressVpcConfiguration.vpcId", "vpc-1"],
      ["ingressVpcConfiguration.vpcEndpointId", endpoint],
    ]),
    isInUse: undefined,
    usedBy: [],
    isDefault: false,
    facts: { ingressStatus },
    tags: ownershipTags(owner, origin),
  };
}

/** Another one that has the service, by default of somebody else. */
export function rival(ingressStatus = "AVAILABLE", isOwned = true): ObservedVersion {
  const tags = isOwned ? ownershipTags({ ...owner, name: "other" }, "created") : new Map<string, string>();
  return { ...live(ingressStatus), arn: `${arn}1`, name: "other", isRival: true, tags };
}

export interface Situation {
  readonly spec?: Partial<VpcIngressConnection["spec"]>;
  readonly metadata?: Partial<VpcIngressConnection["metadata"]>;
  readonly memory?: VersionedMemory;
  readonly versions?: readonly ObservedVersion[];
  /** The status of the service that the object refers to. */
  readonly service?: ManagedStatus;
}

function situation({
  spec,
  metadata,
  memory = {},
  versions = [],
  service,
}: Situation): PlanInput<VpcIngressConnection> {
  const target: ManagedResource = managed({ name: "orders" }, service ?? { serviceStatus: "RUNNING" });
  return {
    model: vpcIngressConnectionModel,
    resource: {
      apiVersion: "apprunner-operator.dev/v1alpha1",
      kind: vpcIngressConnectionType.kind,
      metadata: {
        name: "orders-way",
        namespace: "shop",
        uid: "uid-1",
        resourceVersion: "1",
        generation: 1,
        creationTimestamp: "2026-01-01T00:00:00Z",
        finalizers: [finalizer],
        annotations: { [identityAnnotation]: "111122223333/eu-west-1/orders-way" },
        ...metadata,
      },
      // As the pass has it: with the service's ARN beside the reference.
      spec: {
        serviceRef: { name: "orders" },
        serviceArn: serviceArn("orders"),
        ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId: "vpce-1" },
        ...spec,
      },
    },
    memory,
    observation: { versions },
    owner,
    access: unusedPlace,
    nowMs,
    isFirst: false,
    timings: resolveTimings(1),
    rolloutRoom: 5,
    related: { target: () => target, users: [], siblings: [] },
  };
}

/** The decision in one line: the call, or how the pass ends. */
export function decide(given: Situation): string {
  const decision = plan(situation(given));
  switch (decision.type) {
    case "call":
      return decision.call.operation;
    case "finish":
      return decision.outcome.reason;
    default:
      return decision.type;
  }
}

/** What is remembered of the settings that were sent last, when they were the sample's. */
export function sentMemory(given: Situation = {}): VersionedMemory {
  const decision = plan(situation(given));
  return decision.type === "call" ? decision.memory : {};
}
