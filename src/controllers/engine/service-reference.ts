import type { ManagedResource } from "./managed-resource.ts";
import type { Resolution, ResolutionContext } from "./kind.ts";
import type { Reference, Related } from "./relations.ts";

const kind = "AppRunnerService";

/** An object that belongs to a service. */
interface ServiceDependant extends ManagedResource {
  readonly spec: ManagedResource["spec"] & {
    readonly serviceArn?: string;
    readonly serviceRef?: { readonly name: string };
  };
}

/** The service object that it belongs to; undefined: a service that it names by ARN. */
export function serviceReference({ spec }: ServiceDependant): Reference | undefined {
  return spec.serviceRef === undefined ? undefined : { kind, name: spec.serviceRef.name };
}

/**
 * Puts the service's ARN, account and region in the place of the reference; or says what has to be waited for. What the
 * service has to be like is a question of each call, so that what exists does not come and go with its operations.
 */
export function resolveService<Resource extends ServiceDependant>(
  resource: Resource,
  related: Related,
  context: ResolutionContext,
): Resolution<Resource> {
  const reference = serviceReference(resource);
  if (reference === undefined) return { resource };
  const target = related.target(reference);
  const serviceArn = target?.status?.arn;
  if (target === undefined || serviceArn === undefined || target.metadata.deletionTimestamp !== undefined) {
    const problem =
      target === undefined ? "does not exist" : serviceArn === undefined ? "is not made yet" : "is being deleted";
    const message = `\`serviceRef\`: ${kind} ${reference.name} ${problem}`;
    return { outcome: { reason: "WaitingForReference", message, requeueAfterMs: context.timings.deepReadMs } };
  }
  const { awsAccountRef, region } = target.spec;
  const place = { ...(awsAccountRef !== undefined && { awsAccountRef }), ...(region !== undefined && { region }) };
  return { resource: { ...resource, spec: { ...resource.spec, ...place, serviceArn } } };
}

/** What a pass over something that belongs to a service depends on of the service's object; undefined: there is none. */
export function serviceFacts(resource: ServiceDependant, related: Related): unknown {
  const reference = serviceReference(resource);
  const target = reference && related.target(reference);
  if (target === undefined) return undefined;
  const { metadata, spec, status = {} } = target;
  return [
    [metadata.uid, metadata.deletionTimestamp],
    [spec.awsAccountRef?.name, spec.region, spec.suspend, spec.deletionPolicy],
    [status.arn, status.account, status.region, status.serviceStatus, status.origin, status.deletionPolicy],
  ];
}

/** The state of a service in which App Runner takes nothing that is about what belongs to it. */
export interface ServiceAtRest {
  /** By kind and name, for people. */
  readonly service: string;
  readonly status: string;
}

/** The service, as its object tells, when it does not run; undefined: it runs, or nothing is known of it. */
export function serviceNotRunning(resource: ServiceDependant, related: Related): ServiceAtRest | undefined {
  const reference = serviceReference(resource);
  const target = reference && related.target(reference);
  // A suspended object does not tell how its service is now.
  if (reference === undefined || target === undefined || target.spec.suspend === true) return undefined;
  const { serviceStatus: status = "not made yet" } = target.status ?? {};
  return status === "RUNNING" ? undefined : { service: `${kind} ${reference.name}`, status };
}
