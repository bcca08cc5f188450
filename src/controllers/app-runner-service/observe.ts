import type { OperationSummary, Service } from "@aws-sdk/client-apprunner";
import { pagesOf } from "../../aws/list-pages.ts";
import type { AppRunnerPort } from "../../aws/port.ts";
import { tagsOf, unlessGone } from "../engine/read-resource.ts";
import type { ServiceMemory } from "./memory.ts";
import type { Observation, PresentService } from "./observation.ts";
import { isInFlight, maintenance } from "./operation.ts";

/** What is needed to look at a service. */
export interface ObserveContext {
  readonly port: AppRunnerPort;
  /** Every service of that name, from a list read to its end that began after this was asked for. */
  readonly lookup: (name: string) => Promise<readonly { readonly arn: string }[]>;
  readonly signal: AbortSignal;
}

/** What to look at. */
export interface ObserveTarget {
  readonly memory: ServiceMemory;
  readonly name: string;
  /** The service to adopt, where the manifest names one. */
  readonly adoptionArn: string | undefined;
  /** An operation in flight is enough to see; false to read the service in any case. */
  readonly mayFollow: boolean;
}

/**
 * Reads what a decision needs, and no more: two calls for a service at rest, one while its operation runs. A service is
 * absent only when neither its ARN nor a complete list knows it.
 */
export async function observe(context: ObserveContext, target: ObserveTarget): Promise<Observation> {
  const { memory, adoptionArn } = target;
  const operations = await readFollowed(context, memory);
  if (target.mayFollow && operations?.some((listed) => listed.Id === memory.operation?.id && isInFlight(listed))) {
    return { state: "following", operations };
  }
  const arn = memory.arn ?? adoptionArn;
  const known = arn === undefined ? undefined : await readPresent(context, arn);
  if (known !== undefined) return { ...known, operations };
  if (adoptionArn !== undefined && memory.arn === undefined) return { state: "absent" };
  return findByName(context, target.name, arn);
}

/** The list with the operation that is followed; undefined when none is, or the service is gone. */
async function readFollowed(
  context: ObserveContext,
  memory: ServiceMemory,
): Promise<readonly OperationSummary[] | undefined> {
  const { arn, operation } = memory;
  if (arn === undefined || operation === undefined || operation.type === maintenance) return undefined;
  return readOperations(context, arn, memory);
}

/** @param goneArn the one that was looked for already. */
async function findByName(context: ObserveContext, name: string, goneArn: string | undefined): Promise<Observation> {
  for (const { arn } of await context.lookup(name)) {
    const found = arn === goneArn ? undefined : await readPresent(context, arn);
    if (found !== undefined) return found;
  }
  return { state: "absent" };
}

/** A service's operations beyond these many pages of 20 are taken for unknown. */
const maxPages = 10;

/**
 * The service's newest operations: the first page, and more until the one that is remembered is among them. Undefined:
 * the service is gone.
 */
export function readOperations(
  { port, signal }: ObserveContext,
  arn: string,
  memory: ServiceMemory,
): Promise<readonly OperationSummary[] | undefined> {
  const wanted = memory.operation?.id ?? memory.intent?.newestOperationId;
  return unlessGone(async () => {
    const operations: OperationSummary[] = [];
    let pages = 0;
    for await (const page of pagesOf(port, "ListOperations", { ServiceArn: arn }, signal)) {
      operations.push(...(page.OperationSummaryList ?? []));
      pages += 1;
      if (pages === maxPages || wanted === undefined || operations.some(({ Id }) => Id === wanted)) break;
    }
    return operations;
  });
}

async function readPresent({ port, signal }: ObserveContext, arn: string): Promise<PresentService | undefined> {
  const service = await unlessGone(async () => {
    const { Service } = await port.call("DescribeService", { ServiceArn: arn }, { signal });
    return isGone(Service) ? undefined : Service;
  });
  if (service === undefined) return undefined;
  const tags = await unlessGone(async () => {
    return tagsOf(await port.call("ListTagsForResource", { ResourceArn: arn }, { signal }));
  });
  return tags && { state: "present", service, tags, operations: undefined };
}

/** App Runner describes a deleted service for a while. */
function isGone(service: Service | undefined): boolean {
  return service?.Status === "DELETED";
}
