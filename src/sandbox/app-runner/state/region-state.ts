import { builtInConfigurations } from "./built-in-configurations.ts";
import type { ConfigurationRecord } from "./configuration-record.ts";
import { settleDomain } from "./domain-record.ts";
import { type IngressRecord, settleIngress } from "./ingress-record.ts";
import type { Durations } from "../settings/durations.ts";
import { settle } from "./settle.ts";
import type { ServiceRecord } from "./service-record.ts";

/** A row of the service table: a service, or a filler that stands for one deleted long ago. */
export interface DeletedRow {
  readonly id: string;
  readonly createdAtMs: number;
}

/** App Runner in one account and region. */
export class RegionState {
  readonly account: string;
  readonly region: string;
  /** In the order of creation, deleted ones included: they stay in the table that ListServices pages over. */
  readonly services: ServiceRecord[] = [];
  readonly deletedRows: DeletedRow[] = [];
  /** What services refer to, in the order of creation, deleted ones included: they stay visible. */
  readonly configurations: ConfigurationRecord[];
  /** In the order of creation, deleted ones included. */
  readonly ingresses: IngressRecord[] = [];
  /** Domains whose certificate was issued once; they need no validation again. */
  readonly validatedDomains = new Set<string>();
  /** What new services get that name no auto scaling configuration. */
  defaultAutoScalingArn: string;
  /** When each role was first used, for roles that can be assumed only a while after that. */
  readonly rolesSeenAtMs = new Map<string, number>();
  /** Images that somebody pushed after a service asked for them. */
  readonly pushedImages = new Set<string>();
  /** Names whose CreateService already had its reply lost. */
  readonly lostReplies = new Set<string>();

  constructor(account: string, region: string) {
    this.account = account;
    this.region = region;
    const builtIns = builtInConfigurations((resource) => this.arnOf(resource));
    this.configurations = [...builtIns];
    this.defaultAutoScalingArn = builtIns[0].arn;
  }

  /** @param durations what takes how long from now on. */
  settle(nowMs: number, { domainBinding }: Pick<Durations, "domainBinding">): void {
    for (const service of this.services) {
      settle(service, nowMs);
      const kept = service.domains.filter((domain) => settleDomain(domain, nowMs, domainBinding));
      // The associations go with the service.
      service.domains.splice(0, Infinity, ...(service.status === "DELETED" ? [] : kept));
    }
    for (const ingress of this.ingresses) settleIngress(ingress, nowMs);
  }

  /** The services that exist: everything but DELETED. */
  get existing(): readonly ServiceRecord[] {
    return this.services.filter((service) => service.status !== "DELETED");
  }

  find(arn: string): ServiceRecord | undefined {
    return this.services.find((service) => service.arn === arn);
  }

  arnOf(resource: string): string {
    return `arn:aws:apprunner:${this.region}:${this.account}:${resource}`;
  }
}
