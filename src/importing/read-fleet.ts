import type {
  AutoScalingConfiguration,
  ConnectionSummary,
  CustomDomain,
  ObservabilityConfiguration,
  Service,
  ServiceSummary,
  VpcConnector,
  VpcIngressConnection,
} from "@aws-sdk/client-apprunner";
import type { AppRunnerPort } from "../aws/port.ts";
import { tagsOf, unlessGone } from "../controllers/engine/read-resource.ts";
import type { Tags } from "../controllers/engine/ownership.ts";
import { listPages } from "../controllers/versioned/list-pages.ts";

/** Something of App Runner with its tags. */
interface Tagged<Live> {
  readonly live: Live;
  readonly tags: Tags;
}

export interface FoundService extends Tagged<Service> {
  readonly domains: readonly CustomDomain[];
}

/** What an account has in a region, as far as it was asked for. */
export interface Fleet {
  readonly services: readonly FoundService[];
  /** The latest active revision of each name that a service uses. */
  readonly autoScaling: readonly Tagged<AutoScalingConfiguration>[];
  readonly observability: readonly Tagged<ObservabilityConfiguration>[];
  readonly connectors: readonly Tagged<VpcConnector>[];
  readonly connections: readonly Tagged<ConnectionSummary>[];
  readonly ingresses: readonly Tagged<VpcIngressConnection>[];
}

export interface FleetFilter {
  /** By the name at App Runner. */
  readonly hasName: (name: string) => boolean;
  /** Asked only when tags matter. */
  readonly hasTags: ((tags: Tags) => boolean) | undefined;
}

export interface ReadFleetOptions {
  readonly port: AppRunnerPort;
  readonly filter: FleetFilter;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** Reads the services that the filter lets through, and what they refer to. Makes no call that changes anything. */
export async function readFleet(options: ReadFleetOptions): Promise<Fleet> {
  const services = await readServices(options);
  const used = new Set(services.flatMap(({ live }) => referredArns(live)));
  return {
    services,
    autoScaling: await readAutoScaling(options, used),
    observability: await readObservability(options, used),
    connectors: await readConnectors(options, used),
    connections: await readConnections(options, used),
    ingresses: await readIngresses(options, new Set(services.map(({ live }) => live.ServiceArn))),
  };
}

async function readServices({ port, filter, signal, onProgress }: ReadFleetOptions): Promise<readonly FoundService[]> {
  const summaries = (await listServices(port, signal)).filter(({ ServiceName: name = "" }) => filter.hasName(name));
  const services: FoundService[] = [];
  for (const [index, { ServiceArn: arn = "", ServiceName: name = "" }] of summaries.entries()) {
    onProgress(`reading ${index + 1} of ${summaries.length} services: ${name}`);
    const tags = await readTags(port, arn, signal);
    if (tags === undefined || filter.hasTags?.(tags) === false) continue;
    const described = await unlessGone(() => port.call("DescribeService", { ServiceArn: arn }, { signal }));
    if (described?.Service === undefined) continue;
    services.push({ live: described.Service, tags, domains: await readDomains(port, arn, signal) });
  }
  return services.toSorted((left, right) => ((left.live.ServiceName ?? "") < (right.live.ServiceName ?? "") ? -1 : 1));
}

async function listServices(port: AppRunnerPort, signal: AbortSignal): Promise<readonly ServiceSummary[]> {
  const summaries: ServiceSummary[] = [];
  let token: string | undefined;
  do {
    const input = { MaxResults: 20, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await port.call("ListServices", input, { signal });
    summaries.push(...(page.ServiceSummaryList ?? []));
    token = page.NextToken === "" ? undefined : page.NextToken;
  } while (token !== undefined);
  return summaries.filter(({ Status: status }) => status !== "DELETED");
}

async function readDomains(port: AppRunnerPort, arn: string, signal: AbortSignal): Promise<readonly CustomDomain[]> {
  const domains: CustomDomain[] = [];
  let token: string | undefined;
  do {
    const input = { ServiceArn: arn, MaxResults: 5, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await unlessGone(() => port.call("DescribeCustomDomains", input, { signal }));
    domains.push(...(page?.CustomDomains ?? []));
    token = page?.NextToken === "" ? undefined : page?.NextToken;
  } while (token !== undefined);
  return domains;
}

/** The ARNs that a service names. */
function referredArns(service: Service): readonly string[] {
  return [
    service.AutoScalingConfigurationSummary?.AutoScalingConfigurationArn,
    service.ObservabilityConfiguration?.ObservabilityConfigurationArn,
    service.NetworkConfiguration?.EgressConfiguration?.VpcConnectorArn,
    service.SourceConfiguration?.AuthenticationConfiguration?.ConnectionArn,
  ].filter((arn) => arn !== undefined);
}

/** The latest active revision of each name, where it is one that is used: others would change what uses the earlier one. */
async function readAutoScaling(
  { port, signal }: ReadFleetOptions,
  used: ReadonlySet<string>,
): Promise<Fleet["autoScaling"]> {
  const pages = await listPages(port, "ListAutoScalingConfigurations", { LatestOnly: true }, signal);
  const found: Tagged<AutoScalingConfiguration>[] = [];
  for (const summary of pages.flatMap((page) => page.AutoScalingConfigurationSummaryList ?? [])) {
    const { AutoScalingConfigurationArn: arn = "", AutoScalingConfigurationName: name } = summary;
    if (!used.has(arn) || name === "DefaultConfiguration") continue;
    const input = { AutoScalingConfigurationArn: arn };
    const { AutoScalingConfiguration: live } = await port.call("DescribeAutoScalingConfiguration", input, { signal });
    if (live !== undefined) found.push({ live, tags: (await readTags(port, arn, signal)) ?? new Map() });
  }
  return found;
}

async function readObservability(
  { port, signal }: ReadFleetOptions,
  used: ReadonlySet<string>,
): Promise<Fleet["observability"]> {
  const pages = await listPages(port, "ListObservabilityConfigurations", { LatestOnly: true }, signal);
  const found: Tagged<ObservabilityConfiguration>[] = [];
  for (const summary of pages.flatMap((page) => page.ObservabilityConfigurationSummaryList ?? [])) {
    const { ObservabilityConfigurationArn: arn = "", ObservabilityConfigurationName: name } = summary;
    if (!used.has(arn) || name === "DefaultConfiguration") continue;
    const input = { ObservabilityConfigurationArn: arn };
    const { ObservabilityConfiguration: live } = await port.call("DescribeObservabilityConfiguration", input, {
      signal,
    });
    if (live !== undefined) found.push({ live, tags: (await readTags(port, arn, signal)) ?? new Map() });
  }
  return found;
}

async function readConnectors(
  { port, signal }: ReadFleetOptions,
  used: ReadonlySet<string>,
): Promise<Fleet["connectors"]> {
  const pages = await listPages(port, "ListVpcConnectors", {}, signal);
  const all = pages.flatMap((page) => page.VpcConnectors ?? []);
  return tagged(
    port,
    signal,
    all.filter(({ VpcConnectorArn: arn = "" }) => used.has(arn)),
    ({ VpcConnectorArn: arn }) => arn,
  );
}

async function readConnections(
  { port, signal }: ReadFleetOptions,
  used: ReadonlySet<string>,
): Promise<Fleet["connections"]> {
  const pages = await listPages(port, "ListConnections", {}, signal);
  const all = pages.flatMap((page) => page.ConnectionSummaryList ?? []);
  return tagged(
    port,
    signal,
    all.filter(({ ConnectionArn: arn = "" }) => used.has(arn)),
    ({ ConnectionArn: arn }) => arn,
  );
}

async function readIngresses(
  { port, signal }: ReadFleetOptions,
  services: ReadonlySet<string | undefined>,
): Promise<Fleet["ingresses"]> {
  const pages = await listPages(port, "ListVpcIngressConnections", {}, signal);
  const found: VpcIngressConnection[] = [];
  for (const summary of pages.flatMap((page) => page.VpcIngressConnectionSummaryList ?? [])) {
    if (!services.has(summary.ServiceArn)) continue;
    const input = { VpcIngressConnectionArn: summary.VpcIngressConnectionArn };
    const described = await unlessGone(() => port.call("DescribeVpcIngressConnection", input, { signal }));
    const live = described?.VpcIngressConnection;
    if (live !== undefined && live.Status !== "DELETED") found.push(live);
  }
  return tagged(port, signal, found, ({ VpcIngressConnectionArn: arn }) => arn);
}

async function tagged<Live>(
  port: AppRunnerPort,
  signal: AbortSignal,
  all: readonly Live[],
  arnOf: (live: Live) => string | undefined,
): Promise<readonly Tagged<Live>[]> {
  const found: Tagged<Live>[] = [];
  for (const live of all) found.push({ live, tags: (await readTags(port, arnOf(live) ?? "", signal)) ?? new Map() });
  return found;
}

function readTags(port: AppRunnerPort, arn: string, signal: AbortSignal): Promise<Tags | undefined> {
  return unlessGone(async () => tagsOf(await port.call("ListTagsForResource", { ResourceArn: arn }, { signal })));
}
