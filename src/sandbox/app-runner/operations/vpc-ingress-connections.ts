import {
  createVpcIngressConnectionInput,
  listVpcIngressConnectionsInput,
  updateVpcIngressConnectionInput,
  vpcIngressConnectionArnInput,
} from "../constraints/ingress-inputs.ts";
import { mergeTags } from "../service/tags.ts";
import type { CallContext } from "../state/call-context.ts";
import { hexId, hostLabel } from "../state/ids.ts";
import type { IngressRecord, IngressStatus } from "../state/ingress-record.ts";
import type { WireObject } from "../wire/aws-json.ts";
import { Fault, invalidRequest, invalidState, resourceNotFound } from "../wire/fault.ts";
import { coarseTimestamp } from "../wire/timestamp.ts";
import { defineOperation } from "./operation.ts";
import { pageOf, rowsOfTable } from "./page.ts";

/** From which statuses the API takes a change or a deletion. */
const changeable: readonly IngressStatus[] = ["AVAILABLE", "FAILED_CREATION", "FAILED_UPDATE"];
const deletable: readonly IngressStatus[] = [...changeable, "FAILED_DELETION"];

export const createVpcIngressConnection = defineOperation(createVpcIngressConnectionInput, (input, context) => {
  const { region, nowMs, settings } = context;
  const { ServiceArn, VpcIngressConnectionName: name, IngressVpcConfiguration: vpc } = input;
  const service = region.existing.find(({ arn }) => arn === ServiceArn);
  if (service === undefined) throw invalidRequest(`Service with the provided ARN doesn't exist. ARN: ${ServiceArn}`);
  if (service.status !== "RUNNING") {
    throw invalidState(`The VPC ingress connection cannot be created in the service's state: ${service.status}.`);
  }
  if (service.configuration.network.IngressConfiguration.IsPubliclyAccessible) {
    throw invalidRequest("The service is publicly accessible. Only a private service takes a VPC ingress connection.");
  }
  checkVpc(vpc);
  const existing = region.ingresses.filter(({ status }) => status !== "DELETED");
  if (existing.some((record) => record.name === name)) {
    throw invalidRequest(`VPC ingress connection with the provided name already exists: ${name}.`);
  }
  if (existing.some((record) => record.serviceArn === ServiceArn)) {
    throw new Fault(
      "ServiceQuotaExceededException",
      `The service has a VPC ingress connection already. Service Arn: ${ServiceArn}`,
      settings.switches().quotaHttpStatus,
    );
  }
  const record: IngressRecord = {
    arn: region.arnOf(`vpcingressconnection/${name}/${hexId(settings.random)}`),
    name,
    serviceArn: ServiceArn,
    domainName: `${hostLabel(settings.random)}.${region.region}.awsapprunner.com`,
    createdAtMs: nowMs,
    tags: new Map(mergeTags(new Map(), input.Tags ?? [])),
    vpc,
    status: "PENDING_CREATION",
  };
  record.next = {
    status: fails(record, "create", context) ? "FAILED_CREATION" : "AVAILABLE",
    atMs: nowMs + durationOf(context),
  };
  region.ingresses.push(record);
  return { VpcIngressConnection: present(record, context) };
});

export const describeVpcIngressConnection = defineOperation(vpcIngressConnectionArnInput, (input, context) => ({
  VpcIngressConnection: present(find(input.VpcIngressConnectionArn, context), context),
}));

/** The newest first, with nothing but the two ARNs. */
export const listVpcIngressConnections = defineOperation(listVpcIngressConnectionsInput, (input, { region }) => {
  const { ServiceArn, VpcEndpointId } = input.Filter ?? {};
  const table = region.ingresses.toReversed();
  const rows = table
    .filter(({ status }) => status !== "DELETED")
    .filter(({ serviceArn }) => ServiceArn === undefined || serviceArn === ServiceArn)
    .filter(({ vpc }) => VpcEndpointId === undefined || vpc.VpcEndpointId === VpcEndpointId);
  const { page, NextToken } = pageOf(rows, input, rowsOfTable(rows, table));
  return {
    VpcIngressConnectionSummaryList: page.map(({ arn, serviceArn }) => ({
      VpcIngressConnectionArn: arn,
      ServiceArn: serviceArn,
    })),
    NextToken,
  };
});

export const updateVpcIngressConnection = defineOperation(updateVpcIngressConnectionInput, (input, context) => {
  const record = findIn(input.VpcIngressConnectionArn, "updated", changeable, context);
  checkVpc(input.IngressVpcConfiguration);
  record.vpc = input.IngressVpcConfiguration;
  record.status = "PENDING_UPDATE";
  const status = fails(record, "update", context) ? "FAILED_UPDATE" : "AVAILABLE";
  record.next = { status, atMs: context.nowMs + durationOf(context) };
  return { VpcIngressConnection: present(record, context) };
});

export const deleteVpcIngressConnection = defineOperation(vpcIngressConnectionArnInput, (input, context) => {
  const record = findIn(input.VpcIngressConnectionArn, "deleted", deletable, context);
  const hasFailed = record.status === "FAILED_DELETION";
  record.status = "PENDING_DELETION";
  const status = fails(record, "delete", context) && !hasFailed ? "FAILED_DELETION" : "DELETED";
  record.next = { status, atMs: context.nowMs + durationOf(context) };
  return { VpcIngressConnection: present(record, context) };
});

function find(arn: string, { region }: CallContext): IngressRecord {
  const record = region.ingresses.find((candidate) => candidate.arn === arn);
  if (record !== undefined) return record;
  throw resourceNotFound(`VPC ingress connection with the provided ARN doesn't exist. ARN: ${arn}`);
}

function findIn(
  arn: string,
  participle: "updated" | "deleted",
  accepted: readonly IngressStatus[],
  context: CallContext,
): IngressRecord {
  const record = find(arn, context);
  if (record.status === "DELETED") {
    throw resourceNotFound(`VPC ingress connection with the provided ARN doesn't exist. ARN: ${arn}`);
  }
  if (accepted.includes(record.status)) return record;
  throw invalidState(`VPC ingress connection cannot be ${participle} in the current state: ${record.status}.`);
}

function checkVpc({ VpcId, VpcEndpointId }: IngressRecord["vpc"]): void {
  if (VpcId === undefined || VpcEndpointId === undefined) {
    throw invalidRequest("VpcId and VpcEndpointId have to be provided.");
  }
}

/** An endpoint whose id ends in `-fail-create`, `-fail-update` or `-fail-delete` does just that. */
function fails({ vpc }: IngressRecord, what: "create" | "update" | "delete", { settings }: CallContext): boolean {
  return settings.switches().failuresByName && vpc.VpcEndpointId?.endsWith(`-fail-${what}`) === true;
}

function durationOf({ settings }: CallContext): number {
  return settings.durations().vpcIngress;
}

function present(record: IngressRecord, { region }: CallContext): WireObject {
  return {
    VpcIngressConnectionArn: record.arn,
    VpcIngressConnectionName: record.name,
    ServiceArn: record.serviceArn,
    Status: record.status,
    AccountId: region.account,
    DomainName: record.domainName,
    IngressVpcConfiguration: record.vpc,
    CreatedAt: coarseTimestamp(record.createdAtMs),
    ...(record.deletedAtMs === undefined ? {} : { DeletedAt: coarseTimestamp(record.deletedAtMs) }),
  };
}
