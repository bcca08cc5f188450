import {
  associateCustomDomainInput,
  describeCustomDomainsInput,
  disassociateCustomDomainInput,
} from "../constraints/domain-inputs.ts";
import { findVisible } from "../service/find-service.ts";
import type { CallContext } from "../state/call-context.ts";
import type { DomainRecord, ValidationRecord } from "../state/domain-record.ts";
import { hexId } from "../state/ids.ts";
import type { ServiceRecord } from "../state/service-record.ts";
import type { WireObject } from "../wire/aws-json.ts";
import { invalidRequest, invalidState } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { pageOf } from "./page.ts";

/** A hard limit of App Runner. */
const mostDomains = 5;
/** Nobody can prove that these are theirs. */
const reserved = /(^|\.)example\.(com|net|org)$/;

export const associateCustomDomain = defineOperation(associateCustomDomainInput, (input, context) => {
  const { region, nowMs, settings } = context;
  const { ServiceArn, DomainName: name, EnableWWWSubdomain: www = true } = input;
  const service = region.existing.find(({ arn }) => arn === ServiceArn);
  if (service === undefined) throw invalidRequest(`Service with the provided ARN doesn't exist. ARN: ${ServiceArn}`);
  if (service.status !== "RUNNING") {
    throw invalidState(`A custom domain cannot be associated in the service's state: ${service.status}.`);
  }
  const taken = region.services.find(({ domains }) => domains.some((domain) => domain.name === name));
  if (taken !== undefined) throw invalidRequest(`${name} is already associated with ${taken.arn}.`);
  if (service.domains.length >= mostDomains) {
    throw invalidRequest(`A service can have at most ${mostDomains} custom domains.`);
  }
  if (name.startsWith("*.") && www) {
    throw invalidRequest("A wildcard domain cannot have a www subdomain.");
  }
  const { domainRecords, domainBinding } = settings.durations();
  const isCached = region.validatedDomains.has(name);
  const record: DomainRecord = {
    arn: name,
    name,
    www,
    records: recordsFor(name, www, context).map((each) => (isCached ? { ...each, status: "SUCCESS" } : each)),
    status: "CREATING",
    recordsAtMs: nowMs + domainRecords,
    next: { status: "PENDING_CERTIFICATE_DNS_VALIDATION", atMs: nowMs + domainRecords },
  };
  if (reserved.test(name)) record.next = { status: "CREATE_FAILED", atMs: nowMs + domainRecords };
  else if (isCached) record.next = { status: "ACTIVE", atMs: nowMs + domainBinding };
  service.domains.push(record);
  return { ...targets(service, context), CustomDomain: present(record, context) };
});

/**
 * In the order of their names, in which a page follows also a domain that has left. Without domains the list is empty, and
 * DNSTarget is there all the same.
 */
export const describeCustomDomains = defineOperation(describeCustomDomainsInput, (input, context) => {
  const service = findVisible(input.ServiceArn, context);
  const domains = service.domains.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const { page, NextToken } = pageOf(
    domains,
    { MaxResults: 5, ...input },
    (name) => domains.filter((domain) => domain.name <= name).length,
  );
  return { ...targets(service, context), CustomDomains: page.map((domain) => present(domain, context)), NextToken };
});

export const disassociateCustomDomain = defineOperation(disassociateCustomDomainInput, (input, context) => {
  const service = findVisible(input.ServiceArn, context);
  const record = service.domains.find(({ name }) => name === input.DomainName);
  if (record === undefined) {
    throw invalidRequest(`No custom domain ${input.DomainName} found for the provided service.`);
  }
  if (service.status !== "RUNNING") {
    throw invalidState(`A custom domain cannot be disassociated in the service's state: ${service.status}.`);
  }
  // How AWS answers a second removal is not known; it is an error, as with every other repeated deletion.
  if (record.status === "DELETING") {
    throw invalidState(`Custom domain ${record.name} cannot be disassociated in the current state: DELETING.`);
  }
  if (record.status === "ACTIVE") context.region.validatedDomains.add(record.name);
  record.status = "DELETING";
  record.next = { status: "gone", atMs: context.nowMs + context.settings.durations().domainRemoval };
  return { ...targets(service, context), CustomDomain: present(record, context) };
});

function targets(service: ServiceRecord, { region }: CallContext): WireObject {
  const ingresses = region.ingresses.filter(
    ({ serviceArn, status }) => serviceArn === service.arn && status === "AVAILABLE",
  );
  return {
    DNSTarget: service.url,
    ServiceArn: service.arn,
    VpcDNSTargets: ingresses.map(({ arn, vpc, domainName }) => ({
      VpcIngressConnectionArn: arn,
      VpcId: vpc.VpcId,
      DomainName: domainName,
    })),
  };
}

/** Two records for a domain, and one more with www. */
function recordsFor(name: string, www: boolean, { settings }: CallContext): readonly ValidationRecord[] {
  const bare = name.replace(/^\*\./, "");
  const owners = [bare, `2a57j77.${bare}`, ...(www ? [`www.${bare}`] : [])];
  return owners.map((owner) => ({
    name: `_${hexId(settings.random)}.${owner}.`,
    value: `_${hexId(settings.random)}.acm-validations.aws.`,
    status: "PENDING_VALIDATION",
  }));
}

function present(record: DomainRecord, { nowMs, settings }: CallContext): WireObject {
  const spelt = settings.switches().customDomainStatusCase === "lower" ? record.status.toLowerCase() : record.status;
  return {
    DomainName: record.name,
    EnableWWWSubdomain: record.www,
    Status: spelt,
    CertificateValidationRecords:
      nowMs < record.recordsAtMs || record.status === "CREATE_FAILED"
        ? []
        : record.records.map(({ name, value, status }) => ({
            Name: name,
            Type: "CNAME",
            Value: value,
            Status: status,
          })),
  };
}
