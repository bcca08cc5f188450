import { builtInConfigurations } from "./built-in-configurations.ts";
import type { ConfigurationRecord } from "./configuration-record.ts";
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

  settle(nowMs: number): void {
    for (const service of this.services) settle(service, nowMs);
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
