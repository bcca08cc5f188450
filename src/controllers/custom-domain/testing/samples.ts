import type { CertificateValidationRecord, CustomDomain as LiveDomain } from "@aws-sdk/client-apprunner";
import { type CustomDomain, customDomainType } from "../../../api/custom-domain.ts";
import { finalizer, identityAnnotation } from "../../engine/annotations.ts";
import type { ManagedResource } from "../../engine/managed-resource.ts";
import { unusedPlace } from "../../engine/testing/fake-kind.ts";
import { managed } from "../../engine/testing/managed.ts";
import { resolveTimings } from "../../engine/timings.ts";
import type { DomainMemory } from "../memory.ts";
import { plan } from "../plan.ts";
import type { SeenDomain } from "../plan-input.ts";

const serviceArn = `arn:aws:apprunner:eu-west-1:111122223333:service/shop/${"0".repeat(32)}`;
const domainName = "shop.acme.dev";

/** What App Runner has of the sample's domain, in its own spelling. */
export function live(Status: string, more: Partial<LiveDomain> = {}): LiveDomain {
  const CertificateValidationRecords: CertificateValidationRecord[] = [
    { Name: `_a.${domainName}.`, Type: "CNAME", Value: "_b.acm.", Status: "PENDING_VALIDATION" },
  ];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- live answers are in lower case, unlike the SDK's types
  const status = Status.toLowerCase() as LiveDomain["Status"];
  return { DomainName: domainName, EnableWWWSubdomain: true, Status: status, CertificateValidationRecords, ...more };
}

/** Another object for the sample's domain, made before it or after. */
export function sibling(
  creationTimestamp: string,
  spec: Partial<CustomDomain["spec"]> = {},
  elsewhere?: { readonly namespace: string; readonly origin?: "created" },
): ManagedResource {
  const { namespace = "shop", origin } = elsewhere ?? {};
  const other = managed({ name: "other", namespace, creationTimestamp }, { origin });
  return { ...other, spec: { domainName: domainName.toUpperCase(), ...spec } };
}

export interface Situation {
  readonly spec?: Partial<CustomDomain["spec"]>;
  readonly metadata?: Partial<CustomDomain["metadata"]>;
  readonly memory?: DomainMemory;
  /** Absent: it is not associated. */
  readonly domain?: LiveDomain;
  readonly seen?: Partial<SeenDomain>;
  /** The service is named by its ARN instead of its object. */
  readonly isByArn?: true;
  /** App Runner does not know the service any more. */
  readonly isServiceGone?: true;
  /** The object of the service; null: it is gone. */
  readonly service?: Partial<ManagedResource> | null;
  readonly siblings?: readonly ManagedResource[];
}

/** The decision in one line: the call, or how the pass ends. */
export function decide(given: Situation): string {
  const { spec, metadata, memory = {}, domain, seen, service, siblings = [] } = given;
  const running = managed({ name: "shop" }, { serviceStatus: "RUNNING", origin: "created", arn: serviceArn });
  const target = service === null ? undefined : { ...running, ...service };
  const decision = plan({
    resource: {
      apiVersion: "apprunner-operator.dev/v1alpha1",
      kind: customDomainType.kind,
      metadata: {
        name: "shop-domain",
        namespace: "shop",
        uid: "uid-1",
        resourceVersion: "1",
        generation: 1,
        creationTimestamp: "2026-01-01T00:00:00Z",
        finalizers: [finalizer],
        annotations: { [identityAnnotation]: `111122223333/eu-west-1/${domainName}` },
        ...metadata,
      },
      // As the pass has it: with the service's ARN beside the reference.
      spec: {
        ...(given.isByArn === true ? {} : { serviceRef: { name: "shop" } }),
        serviceArn,
        domainName,
        ...spec,
      },
    },
    memory,
    observation:
      given.isServiceGone === true
        ? { state: "no service", serviceArn }
        : {
            state: "seen",
            serviceArn,
            dnsTarget: "abc.eu-west-1.awsapprunner.com",
            vpcDnsTargets: [],
            domain,
            others: 0,
            serviceTags: undefined,
            ...seen,
          },
    owner: { cluster: "cluster-1", namespace: "shop", name: "shop-domain", uid: "uid-1" },
    access: unusedPlace,
    nowMs: Date.parse("2026-01-01T12:00:00Z"),
    isFirst: false,
    timings: resolveTimings(1),
    related: { target: () => target, users: [], siblings },
  });
  switch (decision.type) {
    case "call":
      return decision.call.operation;
    case "finish":
      return decision.outcome.reason;
    default:
      return decision.type;
  }
}

/** A service's object with that status. */
export function serviceIn(serviceStatus: string): Partial<ManagedResource> {
  return { status: { serviceStatus, origin: "created", arn: serviceArn } };
}

/** What is remembered of a domain that the operator associated. */
export const created: DomainMemory = { origin: "created", arn: serviceArn };
