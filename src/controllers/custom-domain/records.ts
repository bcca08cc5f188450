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

/** The records that lead clients to a service. */
export function trafficRecords(
  domain: { readonly domainName: string; readonly www: boolean },
  { dnsTarget, region }: { readonly dnsTarget: string; readonly region: string },
): readonly TrafficRecord[] {
  const { domainName, www } = domain;
  const names = [domainName, ...(www ? [`www.${domainName}`] : [])];
  const hostedZoneId = appRunnerHostedZone(region);
  return names.map((name): TrafficRecord => {
    if (!isApex(name)) return { name, type: "CNAME", value: dnsTarget };
    return { name, type: "ALIAS", value: dnsTarget, ...(hostedZoneId !== undefined && { hostedZoneId }) };
  });
}

/** The records that prove whose the domain is, as far as they are there, in the order of their names. */
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
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
