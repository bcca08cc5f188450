import type { ManagedResource, ManagedStatus } from "./managed-resource.ts";
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
 * Puts the service's ARN, account and region in the place of the reference; or says what has to be waited for.
 *
 * @param unready what keeps a service that is there from being of use, for people.
 */
export function resolveService<Resource extends ServiceDependant>(
  resource: Resource,
  related: Related,
  context: ResolutionContext,
  unready: (status: ManagedStatus) => string | undefined,
): Resolution<Resource> {
  const reference = serviceReference(resource);
  if (reference === undefined) return { resource };
  const target = related.target(reference);
  const problem = target === undefined ? "does not exist" : problemOf(target, unready);
  const serviceArn = target?.status?.arn;
  if (problem !== undefined || target === undefined || serviceArn === undefined) {
    const message = `\`serviceRef\`: ${kind} ${reference.name} ${problem ?? "is not made yet"}`;
    return { outcome: { reason: "WaitingForReference", message, requeueAfterMs: context.timings.deepReadMs } };
  }
  const { awsAccountRef, region } = target.spec;
  const place = { ...(awsAccountRef !== undefined && { awsAccountRef }), ...(region !== undefined && { region }) };
  return { resource: { ...resource, spec: { ...resource.spec, ...place, serviceArn } } };
}

function problemOf(
  { metadata, status = {} }: ManagedResource,
  unready: (status: ManagedStatus) => string | undefined,
): string | undefined {
  if (metadata.deletionTimestamp !== undefined) return "is being deleted";
  if (status.arn === undefined) return "is not made yet";
  return unready(status);
}
