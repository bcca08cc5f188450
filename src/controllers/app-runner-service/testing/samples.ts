import type { OperationSummary, Service } from "@aws-sdk/client-apprunner";
import type { AppRunnerService, AppRunnerServiceSpec } from "../../../api/app-runner-service.ts";
import type { KindMeta } from "../../../api/kind-object.ts";
import type { Place } from "../../../aws/port.ts";
import { finalizer, identityAnnotation } from "../../engine/annotations.ts";
import { type Origin, type Owner, ownershipTags, type Tags } from "../../engine/ownership.ts";
import { resolveTimings } from "../../engine/timings.ts";
import type { ServiceMemory } from "../memory.ts";
import type { Observation, PresentService } from "../observation.ts";
import type { PlanInput } from "../plan-input.ts";
import type { Related } from "../../engine/relations.ts";
import { plan } from "../plan.ts";

export const place: Place = { account: "111122223333", region: "eu-west-1" };
const owner: Owner = { cluster: "cluster-1", namespace: "shop", name: "orders", uid: "uid-1" };
export const serviceArn = "arn:aws:apprunner:eu-west-1:111122223333:service/orders/0123456789abcdef0123456789abcdef";
export const nowMs = Date.UTC(2026, 0, 1, 12);
export const minuteMs = 60_000;

/** So many minutes before now. */
export function minutesAgo(minutes: number): Date {
  return new Date(nowMs - minutes * minuteMs);
}

/** A spec with a public image of that tag. */
export function imageSpec(tag: string): AppRunnerServiceSpec {
  return {
    sourceConfiguration: {
      imageRepository: { imageIdentifier: `public.ecr.aws/x1y2z3a4/orders:${tag}`, imageRepositoryType: "ECR_PUBLIC" },
    },
  };
}

/** A claimed object that asks for the service of `service()`. */
export function resource(spec: AppRunnerServiceSpec = {}, metadata: Partial<KindMeta> = {}): AppRunnerService {
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AppRunnerService",
    metadata: {
      name: owner.name,
      namespace: owner.namespace,
      uid: owner.uid,
      resourceVersion: "1",
      generation: 1,
      creationTimestamp: "2026-01-01T00:00:00Z",
      finalizers: [finalizer],
      ...metadata,
      annotations: { [identityAnnotation]: `${place.account}/${place.region}/${owner.name}`, ...metadata.annotations },
    },
    spec: { ...imageSpec("1"), ...spec },
  };
}

/** The same as somebody has just applied it: the operator has not seen it yet. */
export function newResource(spec: AppRunnerServiceSpec = {}): AppRunnerService {
  const { metadata, ...claimed } = resource(spec);
  const { finalizers: _finalizers, annotations: _annotations, ...bare } = metadata;
  return { ...claimed, metadata: bare };
}

/** A running service as DescribeService shows one that was created with nothing but the image. */
export function service(more: Partial<Service> = {}): Service {
  return {
    ServiceName: owner.name,
    ServiceId: "0123456789abcdef0123456789abcdef",
    ServiceArn: serviceArn,
    ServiceUrl: "abc.eu-west-1.awsapprunner.com",
    CreatedAt: minutesAgo(600),
    UpdatedAt: minutesAgo(600),
    Status: "RUNNING",
    SourceConfiguration: {
      AutoDeploymentsEnabled: false,
      ImageRepository: {
        ImageIdentifier: "public.ecr.aws/x1y2z3a4/orders:1",
        ImageRepositoryType: "ECR_PUBLIC",
        ImageConfiguration: { Port: "8080" },
      },
    },
    InstanceConfiguration: { Cpu: "1024", Memory: "2048" },
    HealthCheckConfiguration: {
      Protocol: "TCP",
      Path: "/",
      Interval: 5,
      Timeout: 2,
      HealthyThreshold: 1,
      UnhealthyThreshold: 5,
    },
    AutoScalingConfigurationSummary: {
      AutoScalingConfigurationArn:
        "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001",
      AutoScalingConfigurationName: "DefaultConfiguration",
      AutoScalingConfigurationRevision: 1,
    },
    NetworkConfiguration: {
      EgressConfiguration: { EgressType: "DEFAULT" },
      IngressConfiguration: { IsPubliclyAccessible: true },
      IpAddressType: "IPV4",
    },
    ObservabilityConfiguration: { ObservabilityEnabled: false },
    ...more,
  };
}

/** The ownership tags of the sample object. */
export function ownTags(origin: Origin = "created"): Tags {
  return ownershipTags(owner, origin);
}

export function present(more: Partial<Service> = {}, parts: Partial<PresentService> = {}): PresentService {
  return { state: "present", service: service(more), tags: ownTags(), operations: undefined, ...parts };
}

/** An operation as ListOperations shows it. */
export function summary(
  Id: string,
  Type: NonNullable<OperationSummary["Type"]>,
  Status: NonNullable<OperationSummary["Status"]>,
  startedMinutesAgo = 5,
): OperationSummary {
  const isRunning = ["PENDING", "IN_PROGRESS", "ROLLBACK_IN_PROGRESS"].includes(Status);
  return {
    Id,
    Type,
    Status,
    StartedAt: minutesAgo(startedMinutesAgo),
    ...(isRunning ? {} : { EndedAt: minutesAgo(1) }),
  };
}

export interface Situation {
  readonly resource?: AppRunnerService;
  readonly memory?: ServiceMemory;
  readonly observation?: Observation;
  readonly isFirst?: boolean;
  readonly related?: Related;
}

export function planInput(situation: Situation = {}): PlanInput {
  return {
    resource: resource(),
    memory: {},
    observation: { state: "absent" },
    owner,
    place,
    partition: "aws",
    nowMs,
    isFirst: false,
    timings: resolveTimings(1),
    related: { target: () => undefined, users: [], siblings: [] },
    ...situation,
  };
}

/** What is remembered after the object was found as the service is. */
export function settledMemory(
  settled: AppRunnerService = resource(),
  observation: Observation = present(),
): ServiceMemory {
  const decision = plan(planInput({ resource: settled, observation }));
  if (decision.type !== "finish") throw new Error(`not settled, but to ${decision.type}`);
  return decision.memory;
}
