import type { CertificateValidationRecord, CustomDomain as LiveDomain } from "@aws-sdk/client-apprunner";
import { getDomain } from "tldts";
import { appRunnerHostedZone } from "../../aws/hosted-zones.ts";
import type { DomainMemory } from "./memory.ts";

type ValidationRecord = NonNullable<DomainMemory["certificateValidationRecords"]>[number];
type TrafficRecord = NonNullable<DomainMemory["trafficRecords"]>[number];

/** Whether the domain is the top of a zone, where DNS allows no CNAME: one level below a public suffix. */
function isApex(domainName: string): boolean {
  return getDomain(domainName) === domainName.toLowerCase();
}

/** Where the domains of a service lead. */
interface Targets {
  readonly dnsTarget: string | undefined;
  /** Where they lead from the VPC that the service is called from; undefined: it is called from everywhere. */
  readonly vpcHost: string | undefined;
  readonly region: string;
}

/** The records that lead clients to a service; undefined: App Runner has not told yet where. */
export function trafficRecords(
  { domainName, www }: { readonly domainName: string; readonly www: boolean },
  { dnsTarget, vpcHost, region }: Targets,
): readonly TrafficRecord[] | undefined {
  const value = vpcHost ?? dnsTarget;
  if (value === undefined) return undefined;
  const names = [domainName, ...(www ? [`www.${domainName}`] : [])];
  const hostedZoneId = vpcHost === undefined ? appRunnerHostedZone(region) : undefined;
  return names.map((name): TrafficRecord => {
    if (!isApex(name)) return { name, type: "CNAME", value };
    return { name, type: "ALIAS", value, ...(hostedZoneId !== undefined && { hostedZoneId }) };
  });
}

/** The records that prove whose the domain is, as far as they are there, in the order of the names that they are about. */
export function validationRecords({
  CertificateValidationRecords: records = [],
}: LiveDomain): readonly ValidationRecord[] {
  return records
    .filter(({ Name: name, Value: value }) => name !== undefined && value !== undefined)
    .map(
      ({ Name: name = "", Type: type = "CNAME", Value: value = "", Status: status }: CertificateValidationRecord) => ({
        name,
        type,
        value,
        status: status ?? "",
      }),
    )
    .toSorted((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
}

/** By the domain that a record is about: its first label is a random one. */
function orderOf({ name }: ValidationRecord): string {
  return `${name.slice(name.indexOf(".") + 1)} ${name}`;
}
