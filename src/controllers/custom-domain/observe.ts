import type { CustomDomain as LiveDomain, VpcDNSTarget } from "@aws-sdk/client-apprunner";
import { listPages } from "../../aws/list-pages.ts";
import type { AppRunnerPort } from "../../aws/port.ts";
import type { Tags } from "../engine/ownership.ts";
import { tagsOf, unlessGone } from "../engine/read-resource.ts";

/** What App Runner has of the domain. */
export type Observation =
  /** No service is known in which to look. */
  | { readonly state: "nowhere" }
  | { readonly state: "no service"; readonly serviceArn: string }
  | {
      readonly state: "seen";
      readonly serviceArn: string;
      /** The host that domains of the service lead to. */
      readonly dnsTarget: string | undefined;
      /** Those of a private service. */
      readonly vpcDnsTargets: readonly VpcDNSTarget[];
      /** Undefined: it is not associated. */
      readonly domain: LiveDomain | undefined;
      /** How many other domains the service has. */
      readonly others: number;
      /** Of a service that is named by its ARN; undefined for one of this namespace. */
      readonly serviceTags: Tags | undefined;
    };

/** Reads the domains of the service. */
export async function observe(
  port: AppRunnerPort,
  about: {
    readonly serviceArn: string | undefined;
    readonly domainName: string;
    readonly readsTags: boolean;
    readonly signal: AbortSignal;
  },
): Promise<Observation> {
  const { serviceArn, domainName, readsTags, signal } = about;
  if (serviceArn === undefined) return { state: "nowhere" };
  const pages = await unlessGone(() => listPages(port, "DescribeCustomDomains", { ServiceArn: serviceArn }, signal));
  if (pages === undefined) return { state: "no service", serviceArn };
  const domains = pages.flatMap((page) => page.CustomDomains ?? []);
  const isWanted = ({ DomainName: name = "" }: LiveDomain): boolean => isSameDomain(name, domainName);
  const serviceTags = readsTags
    ? await unlessGone(async () =>
        tagsOf(await port.call("ListTagsForResource", { ResourceArn: serviceArn }, { signal })),
      )
    : undefined;
  const domain = domains.find(isWanted);
  return {
    state: "seen",
    serviceArn,
    dnsTarget: pages.at(-1)?.DNSTarget,
    vpcDnsTargets: pages.at(-1)?.VpcDNSTargets ?? [],
    domain,
    others: domains.length - (domain === undefined ? 0 : 1),
    serviceTags,
  };
}

/** Domain names do not tell upper from lower case. */
export function isSameDomain(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
