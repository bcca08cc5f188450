import type { Tag } from "@aws-sdk/client-apprunner";
import { listPages } from "../aws/list-pages.ts";
import type { AppRunnerPort, Place } from "../aws/port.ts";
import { unlessGone } from "../controllers/engine/read-resource.ts";
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
    await unlessGone(async () => {
      const { AutoScalingConfiguration: live } = await port.call("DescribeAutoScalingConfiguration", input, { signal });
      const tags = await tagsOf(arn, options);
      const used = await listPages(port, "ListServicesForAutoScalingConfiguration", input, signal);
      autoScaling.push(autoScalingRecord(live ?? summary, tags));
      for (const service of used.flatMap((page) => page.ServiceArnList ?? [])) users.set(service, arn);
    });
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
    await unlessGone(async () => {
      const described = await port.call("DescribeObservabilityConfiguration", input, { signal });
      const tags = await tagsOf(arn, options);
      records.push(observabilityRecord(described.ObservabilityConfiguration ?? summary, tags));
    });
  }
  return records;
}

async function readConnectors(options: ReadOptions): Promise<readonly ConfigurationRecord[]> {
  const { port, interest, signal, nowMs } = options;
  const pages = await listPages(port, "ListVpcConnectors", {}, signal);
  const records: ConfigurationRecord[] = [];
  for (const connector of pages.flatMap((page) => page.VpcConnectors ?? [])) {
    const { VpcConnectorArn: arn = "", VpcConnectorName: name = "" } = connector;
    const isWanted = interest.wants("vpcconnector", name, arn);
    const tags = isWanted ? await unlessGone(() => tagsOf(arn, options)) : new Map<string, string>();
    if (tags !== undefined) records.push(connectorRecord(connector, tags, nowMs));
  }
  return records;
}

async function readConnections(options: ReadOptions): Promise<readonly ConfigurationRecord[]> {
  const { port, interest, signal } = options;
  const pages = await listPages(port, "ListConnections", {}, signal);
  const records: ConfigurationRecord[] = [];
  for (const connection of pages.flatMap((page) => page.ConnectionSummaryList ?? [])) {
    const { ConnectionArn: arn = "", ConnectionName: name = "" } = connection;
    const isWanted = interest.wants("connection", name, arn);
    const tags = isWanted ? await unlessGone(() => tagsOf(arn, options)) : new Map<string, string>();
    if (tags !== undefined) records.push(connectionRecord(connection, tags));
  }
  return records;
}

async function readServices(
  options: ReadOptions,
  users: ReadonlyMap<string, string>,
): Promise<readonly ServiceRecord[]> {
  const { port, place, interest, signal, onProgress, nowMs } = options;
  const records: ServiceRecord[] = [];
  const pages = await listPages(port, "ListServices", {}, signal);
  for (const summary of pages.flatMap((page) => page.ServiceSummaryList ?? [])) {
    const { ServiceArn: arn = "", ServiceName: name = "", Status: status } = summary;
    if (status === "DELETED") continue;
    if (!interest.wants("service", name, arn)) {
      records.push(stubService(summary, place, users.get(arn)));
      continue;
    }
    await unlessGone(async () => {
      const { Service: service } = await port.call("DescribeService", { ServiceArn: arn }, { signal });
      if (service === undefined || service.Status === "DELETED") return;
      const tags = await tagsOf(arn, options);
      const { OperationSummaryList: operations = [] } = await port.call(
        "ListOperations",
        { ServiceArn: arn },
        { signal },
      );
      const domains = interest.wantsDomains ? await readDomains(arn, options) : [];
      records.push(serviceRecord(service, { tags, operations, domains, nowMs }));
    });
    onProgress(`${place.account} ${place.region}: read ${name}`);
  }
  return records.toSorted((left, right) => left.createdAtMs - right.createdAtMs);
}

async function readDomains(
  serviceArn: string,
  { port, signal, nowMs }: ReadOptions,
): Promise<ServiceRecord["domains"]> {
  const pages = await listPages(port, "DescribeCustomDomains", { ServiceArn: serviceArn }, signal);
  return pages.flatMap((page) => page.CustomDomains ?? []).map((domain) => domainRecord(domain, nowMs));
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
      if (!isWanted) {
        records.push(stubIngress(summary));
        continue;
      }
      await unlessGone(async () => {
        const described = await port.call("DescribeVpcIngressConnection", { VpcIngressConnectionArn: arn }, { signal });
        const live = described.VpcIngressConnection;
        if (live === undefined || live.Status === "DELETED") return;
        records.push(ingressRecord(live, await tagsOf(arn, options)));
      });
    }
  }
  return records;
}

async function tagsOf(arn: string, { port, signal }: ReadOptions): Promise<Map<string, string>> {
  if (arn.includes("/DefaultConfiguration/")) return new Map();
  const { Tags: tags = [] } = await port.call("ListTagsForResource", { ResourceArn: arn }, { signal });
  return new Map(tags.map(({ Key: key = "", Value: value = "" }: Tag) => [key, value]));
}
