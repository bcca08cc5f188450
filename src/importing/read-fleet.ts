import type {
  AutoScalingConfiguration,
  ConnectionSummary,
  CustomDomain,
  ObservabilityConfiguration,
  Service,
  VpcConnector,
  VpcIngressConnection,
} from "@aws-sdk/client-apprunner";
import { AwsError } from "../aws/aws-error.ts";
import { listPages, type PagedOperation } from "../aws/list-pages.ts";
import type { AppRunnerCalls, AppRunnerPort } from "../aws/port.ts";
import { tagsOf, unlessGone } from "../controllers/engine/read-resource.ts";
import type { Tags } from "../controllers/engine/ownership.ts";

/** Something of App Runner with its tags. */
interface Tagged<Live> {
  readonly live: Live;
  readonly tags: Tags;
}

export interface FoundService extends Tagged<Service> {
  readonly domains: readonly CustomDomain[];
}

/** Something that AWS does not let this identity read. */
interface Unread {
  /** For people, such as `service shop`. */
  readonly what: string;
  /** Which operation, and what AWS says. */
  readonly reason: string;
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
  readonly unread: readonly Unread[];
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

/**
 * Reads the services that the filter lets through, and what they refer to. Makes no call that changes anything.
 * @throws {AwsError} when the services cannot be listed, or App Runner does not answer. What else may not be read is told.
 */
export async function readFleet(options: ReadFleetOptions): Promise<Fleet> {
  return new FleetReader(options).read();
}

class FleetReader {
  readonly #options: ReadFleetOptions;
  readonly #unread: Unread[] = [];

  constructor(options: ReadFleetOptions) {
    this.#options = options;
  }

  async read(): Promise<Fleet> {
    const services = await this.#services();
    const used = new Set(services.flatMap(({ live }) => referredArns(live)));
    return {
      services,
      autoScaling: await this.#autoScaling(used),
      observability: await this.#observability(used),
      connectors: await this.#connectors(used),
      connections: await this.#connections(used),
      ingresses: await this.#ingresses(new Set(services.map(({ live }) => live.ServiceArn))),
      unread: this.#unread,
    };
  }

  async #services(): Promise<readonly FoundService[]> {
    const { port, filter, signal, onProgress } = this.#options;
    const pages = await listPages(port, "ListServices", {}, signal);
    const summaries = pages
      .flatMap((page) => page.ServiceSummaryList ?? [])
      .filter(({ ServiceName: name = "", Status: status }) => status !== "DELETED" && filter.hasName(name));
    const services: FoundService[] = [];
    for (const [index, { ServiceArn: arn = "", ServiceName: name = "" }] of summaries.entries()) {
      onProgress(`reading ${index + 1} of ${summaries.length} services: ${name}`);
      const found = await this.#ifAllowed(`service ${name}`, async () => {
        const tags = await this.#tags(arn);
        if (filter.hasTags?.(tags) === false) return undefined;
        const { Service: live } = await port.call("DescribeService", { ServiceArn: arn }, { signal });
        return live && { live, tags };
      });
      if (found === undefined) continue;
      const domains = await this.#list(`domains of service ${name}`, "DescribeCustomDomains", { ServiceArn: arn });
      services.push({ ...found, domains: domains.flatMap((page) => page.CustomDomains ?? []) });
    }
    return services.toSorted((left, right) =>
      (left.live.ServiceName ?? "") < (right.live.ServiceName ?? "") ? -1 : 1,
    );
  }

  /** The latest active revision of each name, where it is one that is used: others would change what uses the earlier one. */
  async #autoScaling(used: ReadonlySet<string>): Promise<Fleet["autoScaling"]> {
    const { port, signal } = this.#options;
    if (!namesAny(used, "autoscalingconfiguration")) return [];
    const what = "auto scaling configurations";
    const pages = await this.#list(what, "ListAutoScalingConfigurations", { LatestOnly: true });
    const wanted = pages
      .flatMap((page) => page.AutoScalingConfigurationSummaryList ?? [])
      .filter(({ AutoScalingConfigurationArn: arn = "" }) => used.has(arn));
    const nameOf = ({ AutoScalingConfigurationName: name }: (typeof wanted)[number]): string =>
      `auto scaling configuration ${name}`;
    return this.#each(wanted, nameOf, async ({ AutoScalingConfigurationArn: arn = "" }) => {
      const input = { AutoScalingConfigurationArn: arn };
      const { AutoScalingConfiguration: live } = await port.call("DescribeAutoScalingConfiguration", input, { signal });
      return live && { live, tags: await this.#tags(arn) };
    });
  }

  async #observability(used: ReadonlySet<string>): Promise<Fleet["observability"]> {
    const { port, signal } = this.#options;
    if (!namesAny(used, "observabilityconfiguration")) return [];
    const what = "observability configurations";
    const pages = await this.#list(what, "ListObservabilityConfigurations", { LatestOnly: true });
    const wanted = pages
      .flatMap((page) => page.ObservabilityConfigurationSummaryList ?? [])
      .filter(({ ObservabilityConfigurationArn: arn = "" }) => used.has(arn));
    const nameOf = ({ ObservabilityConfigurationName: name }: (typeof wanted)[number]): string =>
      `observability configuration ${name}`;
    return this.#each(wanted, nameOf, async ({ ObservabilityConfigurationArn: arn = "" }) => {
      const input = { ObservabilityConfigurationArn: arn };
      const { ObservabilityConfiguration: live } = await port.call("DescribeObservabilityConfiguration", input, {
        signal,
      });
      return live && { live, tags: await this.#tags(arn) };
    });
  }

  async #connectors(used: ReadonlySet<string>): Promise<Fleet["connectors"]> {
    if (!namesAny(used, "vpcconnector")) return [];
    const pages = await this.#list("VPC connectors", "ListVpcConnectors", {});
    const wanted = pages
      .flatMap((page) => page.VpcConnectors ?? [])
      .filter(({ VpcConnectorArn: arn = "" }) => used.has(arn));
    return this.#each(
      wanted,
      ({ VpcConnectorName: name }) => `VPC connector ${name}`,
      async (live) => ({ live, tags: await this.#tags(live.VpcConnectorArn) }),
    );
  }

  async #connections(used: ReadonlySet<string>): Promise<Fleet["connections"]> {
    if (!namesAny(used, "connection")) return [];
    const pages = await this.#list("connections", "ListConnections", {});
    const wanted = pages
      .flatMap((page) => page.ConnectionSummaryList ?? [])
      .filter(({ ConnectionArn: arn = "" }) => used.has(arn));
    return this.#each(
      wanted,
      ({ ConnectionName: name }) => `connection ${name}`,
      async (live) => ({ live, tags: await this.#tags(live.ConnectionArn) }),
    );
  }

  async #ingresses(services: ReadonlySet<string | undefined>): Promise<Fleet["ingresses"]> {
    const { port, signal } = this.#options;
    if (services.size === 0) return [];
    const pages = await this.#list("VPC ingress connections", "ListVpcIngressConnections", {});
    const wanted = pages
      .flatMap((page) => page.VpcIngressConnectionSummaryList ?? [])
      .filter(({ ServiceArn: arn }) => services.has(arn));
    const nameOf = ({ VpcIngressConnectionArn: arn = "" }: (typeof wanted)[number]): string =>
      `VPC ingress connection ${arn.split("/")[1] ?? arn}`;
    return this.#each(wanted, nameOf, async ({ VpcIngressConnectionArn: arn = "" }) => {
      const input = { VpcIngressConnectionArn: arn };
      const { VpcIngressConnection: live } = await port.call("DescribeVpcIngressConnection", input, { signal });
      return live === undefined || live.Status === "DELETED" ? undefined : { live, tags: await this.#tags(arn) };
    });
  }

  async #each<Summary, Found>(
    all: readonly Summary[],
    nameOf: (summary: Summary) => string,
    read: (summary: Summary) => Promise<Found | undefined>,
  ): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (const summary of all) {
      const one = await this.#ifAllowed(nameOf(summary), () => read(summary));
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  async #list<Operation extends PagedOperation>(
    what: string,
    operation: Operation,
    input: AppRunnerCalls[Operation]["input"],
  ): Promise<readonly AppRunnerCalls[Operation]["output"][]> {
    const { port, signal } = this.#options;
    return (await this.#ifAllowed(what, () => listPages(port, operation, input, signal))) ?? [];
  }

  async #tags(arn = ""): Promise<Tags> {
    const { port, signal } = this.#options;
    return tagsOf(await port.call("ListTagsForResource", { ResourceArn: arn }, { signal }));
  }

  /** What a read gives; undefined when App Runner has no such thing any more, or when it may not be read, which is kept. */
  async #ifAllowed<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await unlessGone(read);
    } catch (error) {
      if (!(error instanceof AwsError) || error.errorClass !== "accessDenied") throw error;
      this.#unread.push({ what, reason: `${error.operation}: ${error.message}` });
      return undefined;
    }
  }
}

/** The ARNs that a service names, but for those that App Runner gives to every account. */
function referredArns(service: Service): readonly string[] {
  return [
    service.AutoScalingConfigurationSummary?.AutoScalingConfigurationArn,
    service.ObservabilityConfiguration?.ObservabilityConfigurationArn,
    service.NetworkConfiguration?.EgressConfiguration?.VpcConnectorArn,
    service.SourceConfiguration?.AuthenticationConfiguration?.ConnectionArn,
  ]
    .filter((arn) => arn !== undefined)
    .filter((arn) => !arn.includes("/DefaultConfiguration/"));
}

/** Whether an ARN of that type of resource is among them. */
function namesAny(arns: ReadonlySet<string>, type: string): boolean {
  return [...arns].some((arn) => arn.includes(`:${type}/`));
}
