import type { ServiceSummary, Tag } from "@aws-sdk/client-apprunner";
import type { AppRunnerPort, Place } from "../aws/port.ts";
import { listPages } from "../controllers/versioned/list-pages.ts";
import type { MirroredRegion } from "../sandbox/app-runner/admin/mirror.ts";
import type { ConfigurationRecord } from "../sandbox/app-runner/state/configuration-record.ts";
import type { IngressRecord } from "../sandbox/app-runner/state/ingress-record.ts";
import type { ServiceRecord } from "../sandbox/app-runner/state/service-record.ts";
import type { Interest } from "./interest.ts";
import {
  autoScalingRecord,
  connectionRecord,
  connectorRecord,
  domainRecord,
  ingressRecord,
  observabilityRecord,
  serviceRecord,
  stubIngress,
  stubService,
} from "./records.ts";

export interface ReadOptions {
  readonly port: AppRunnerPort;
  readonly place: Place;
  readonly interest: Interest;
  readonly signal: AbortSignal;
  /** Told, now and then, what has been read so far. */
  readonly onProgress: (text: string) => void;
  readonly nowMs: number;
}

/** Reads what an account has in a region, without changing anything. */
export async function readRegion(options: ReadOptions): Promise<MirroredRegion> {
  const configurations = await readConfigurations(options);
  const services = await readServices(options, configurations.users);
  const ingresses = await readIngresses(options);
  return { ...configurations.content, services, ingresses };
}

interface Configurations {
  readonly content: Pick<MirroredRegion, "configurations" | "defaultAutoScalingArn">;
  /** Which auto scaling configuration each service is known to use. */
  readonly users: ReadonlyMap<string, string>;
}

async function readConfigurations(options: ReadOptions): Promise<Configurations> {
  const { autoScaling, users, defaultAutoScalingArn } = await readAutoScaling(options);
  const records = [
    ...autoScaling,
    ...(await readObservability(options)),
    ...(await readConnectors(options)),
    ...(await readConnections(options)),
  ];
  const configurations = records.toSorted((left, right) => left.createdAtMs - right.createdAtMs);
  return { content: { configurations, defaultAutoScalingArn }, users };
}

async function readAutoScaling(options: ReadOptions): Promise<{
  readonly autoScaling: readonly ConfigurationRecord[];
  readonly users: Configurations["users"];
  readonly defaultAutoScalingArn: string | undefined;
}> {
  const { port, interest, signal } = options;
  const pages = await listPages(port, "ListAutoScalingConfigurations", { LatestOnly: false }, signal);
  const summaries = pages.flatMap((page) => page.AutoScalingConfigurationSummaryList ?? []);
  const users = new Map<string, string>();
  const autoScaling: ConfigurationRecord[] = [];
  for (const summary of summaries) {
    const { AutoScalingConfigurationArn: arn = "", AutoScalingConfigurationName: name = "" } = summary;
    if (!interest.wants("autoscalingconfiguration", name, arn)) {
      autoScaling.push(autoScalingRecord(summary, new Map()));
      continue;
    }
    const input = { AutoScalingConfigurationArn: arn };
    const { AutoScalingConfiguration: live } = await port.call("DescribeAutoScalingConfiguration", input, { signal });
    autoScaling.push(autoScalingRecord(live ?? summary, await tagsOf(arn, options)));
    const used = await listPages(port, "ListServicesForAutoScalingConfiguration", input, signal);
    for (const service of used.flatMap((page) => page.ServiceArnList ?? [])) users.set(service, arn);
  }
  const usual = summaries.find(({ IsDefault: isDefault }) => isDefault === true);
  return { autoScaling, users, defaultAutoScalingArn: usual?.AutoScalingConfigurationArn };
}

async function readObservability(options: ReadOptions): Promise<readonly ConfigurationRecord[]> {
  const { port, interest, signal } = options;
  const pages = await listPages(port, "ListObservabilityConfigurations", { LatestOnly: false }, signal);
  const records: ConfigurationRecord[] = [];
  for (const summary of pages.flatMap((page) => page.ObservabilityConfigurationSummaryList ?? [])) {
    const { ObservabilityConfigurationArn: arn = "", ObservabilityConfigurationName: name = "" } = summary;
    if (!interest.wants("observabilityconfiguration", name, arn)) {
      records.push(observabilityRecord(summary, new Map()));
      continue;
    }
    const input = { ObservabilityConfigurationArn: arn };
    const { ObservabilityConfiguration: live } = await port.call("DescribeObservabilityConfiguration", input, {
      signal,
    });
    records.push(observabilityRecord(live ?? summary, await tagsOf(arn, options)));
  }
  return records;
}

async function readConnectors(options: ReadOptions): Promise<readonly ConfigurationRecord[]> {
  const { port, interest, signal, nowMs } = options;
  const pages = await listPages(port, "ListVpcConnectors", {}, signal);
  const records: ConfigurationRecord[] = [];
  for (const connector of pages.flatMap((page) => page.VpcConnectors ?? [])) {
    const { VpcConnectorArn: arn = "", VpcConnectorName: name = "" } = connector;
    const tags = interest.wants("vpcconnector", name, arn) ? await tagsOf(arn, options) : new Map<string, string>();
    records.push(connectorRecord(connector, tags, nowMs));
  }
  return records;
}

async function readConnections(options: ReadOptions): Promise<readonly ConfigurationRecord[]> {
  const { port, interest, signal } = options;
  const pages = await listPages(port, "ListConnections", {}, signal);
  const records: ConfigurationRecord[] = [];
  for (const connection of pages.flatMap((page) => page.ConnectionSummaryList ?? [])) {
    const { ConnectionArn: arn = "", ConnectionName: name = "" } = connection;
    const tags = interest.wants("connection", name, arn) ? await tagsOf(arn, options) : new Map<string, string>();
    records.push(connectionRecord(connection, tags));
  }
  return records;
}

async function readServices(
  options: ReadOptions,
  users: ReadonlyMap<string, string>,
): Promise<readonly ServiceRecord[]> {
  const { port, place, interest, signal, onProgress, nowMs } = options;
  const records: ServiceRecord[] = [];
  for (const summary of await listServices(port, signal)) {
    const { ServiceArn: arn = "", ServiceName: name = "" } = summary;
    if (!interest.wants("service", name, arn)) {
      records.push(stubService(summary, place, users.get(arn)));
      continue;
    }
    const { Service: service } = await port.call("DescribeService", { ServiceArn: arn }, { signal });
    if (service === undefined) continue;
    const tags = await tagsOf(arn, options);
    const { OperationSummaryList: operations = [] } = await port.call(
      "ListOperations",
      { ServiceArn: arn },
      { signal },
    );
    const domains = interest.wantsDomains ? await readDomains(port, arn, signal, nowMs) : [];
    records.push(serviceRecord(service, { tags, operations, domains, nowMs }));
    onProgress(`${place.account} ${place.region}: read ${name}`);
  }
  return records.toSorted((left, right) => left.createdAtMs - right.createdAtMs);
}

/** Every page: one may be short, or empty, and still have another one after it. */
async function listServices(port: AppRunnerPort, signal: AbortSignal): Promise<readonly ServiceSummary[]> {
  const summaries: ServiceSummary[] = [];
  let token: string | undefined;
  do {
    const input = { MaxResults: 20, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await port.call("ListServices", input, { signal });
    summaries.push(...(page.ServiceSummaryList ?? []));
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return summaries.filter(({ Status: status }) => status !== "DELETED");
}

async function readDomains(
  port: AppRunnerPort,
  serviceArn: string,
  signal: AbortSignal,
  nowMs: number,
): Promise<ServiceRecord["domains"]> {
  const domains: ServiceRecord["domains"] = [];
  let token: string | undefined;
  do {
    const input = { ServiceArn: serviceArn, MaxResults: 5, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await port.call("DescribeCustomDomains", input, { signal });
    domains.push(...(page.CustomDomains ?? []).map((domain) => domainRecord(domain, nowMs)));
    token = page.NextToken;
  } while (token !== undefined && token !== "");
  return domains;
}

async function readIngresses(options: ReadOptions): Promise<readonly IngressRecord[]> {
  const { port, interest, signal } = options;
  const records: IngressRecord[] = [];
  for (const page of await listPages(port, "ListVpcIngressConnections", {}, signal)) {
    for (const summary of page.VpcIngressConnectionSummaryList ?? []) {
      const { VpcIngressConnectionArn: arn = "", ServiceArn: serviceArn = "" } = summary;
      const name = arn.split("/")[1] ?? "";
      const serviceName = serviceArn.split("/")[1] ?? "";
      const isWanted =
        interest.wants("vpcingressconnection", name, arn) || interest.wants("service", serviceName, serviceArn);
      const described = isWanted
        ? await port.call("DescribeVpcIngressConnection", { VpcIngressConnectionArn: arn }, { signal })
        : undefined;
      const live = described?.VpcIngressConnection;
      if (live?.Status === "DELETED") continue;
      records.push(live === undefined ? stubIngress(summary) : ingressRecord(live, await tagsOf(arn, options)));
    }
  }
  return records;
}

async function tagsOf(arn: string, { port, signal }: ReadOptions): Promise<Map<string, string>> {
  if (arn.includes("/DefaultConfiguration/")) return new Map();
  const { Tags: tags = [] } = await port.call("ListTagsForResource", { ResourceArn: arn }, { signal });
  return new Map(tags.map(({ Key: key = "", Value: value = "" }: Tag) => [key, value]));
}
