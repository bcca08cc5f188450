import type {
  IngressVpcConfiguration,
  VpcIngressConnection as LiveIngressConnection,
  VpcIngressConnectionSummary,
} from "@aws-sdk/client-apprunner";
import { type VpcIngressConnection, vpcIngressConnectionType } from "../../api/vpc-ingress-connection.ts";
import type { Json } from "../../base/json.ts";
import { requestsOf } from "../engine/grant-request.ts";
import { unlessGone } from "../engine/read-resource.ts";
import { resolveService, serviceFacts, serviceNotRunning, serviceReference } from "../engine/service-reference.ts";
import { listPages } from "../../aws/list-pages.ts";
import type { HealthContext, PendingChange, VersionedModel, Search, Settings, Version } from "../versioned/model.ts";

const vpcPath = "ingressVpcConfiguration.vpcId";
const endpointPath = "ingressVpcConfiguration.vpcEndpointId";

/** VpcIngressConnection: its endpoint changes in place, its service by another connection; one for each service. */
export const vpcIngressConnectionModel: VersionedModel<VpcIngressConnection> = {
  type: vpcIngressConnectionType,
  noun: "VPC ingress connection",
  effectiveName,
  references: (resource) => [serviceReference(resource)].filter((reference) => reference !== undefined),
  targetFacts: serviceFacts,
  livesWith: serviceReference,
  resolve: resolveService,
  notYet: (resource, related) => {
    const atRest = serviceNotRunning(resource, related);
    return (
      atRest &&
      `\`serviceRef\`: ${atRest.service} is ${atRest.status}, and App Runner takes a connection to a running service only`
    );
  },
  isFollowing: ({ spec: { serviceRef } }, memory) => serviceRef !== undefined && serviceRef.name === memory.serviceRef,
  applied: ({ spec: { serviceRef } }) => ({ serviceRef: serviceRef?.name }),
  grantRequests: ({ spec }) => requestsOf("rawArn", { serviceArn: spec.serviceArn }),
  specSettings: ({ spec: { serviceArn, ingressVpcConfiguration: vpc } }) =>
    settingsOf({ serviceArn, vpcId: vpc?.vpcId, vpcEndpointId: vpc?.vpcEndpointId }),
  defaults: new Map(),
  onChange: "in place",
  list: listConnections,
  createCall: ({ name, settings, tags }) => ({
    operation: "CreateVpcIngressConnection",
    input: {
      VpcIngressConnectionName: name,
      ServiceArn: textOf(settings, "serviceArn"),
      IngressVpcConfiguration: vpcOf(settings),
      Tags: [...tags],
    },
  }),
  updateCall: (arn, settings, differing) =>
    differing.includes("serviceArn")
      ? undefined
      : {
          operation: "UpdateVpcIngressConnection",
          input: { VpcIngressConnectionArn: arn, IngressVpcConfiguration: vpcOf(settings) },
        },
  createdVersion: (answer: { readonly VpcIngressConnection?: LiveIngressConnection }) =>
    answer.VpcIngressConnection === undefined ? undefined : versionOf(answer.VpcIngressConnection),
  deleteCall: (arn) => ({ operation: "DeleteVpcIngressConnection", input: { VpcIngressConnectionArn: arn } }),
  pending,
  failed: (version) => {
    switch (statusOf(version)) {
      case "FAILED_CREATION":
      case "FAILED_UPDATE":
        return "change";
      case "FAILED_DELETION":
        return "deletion";
      default:
        return undefined;
    }
  },
  health,
  factNames: ["vpcIngressConnectionName", "ingressStatus", "domainName", "serviceArn", "vpcId", "vpcEndpointId"],
};

function effectiveName({ spec, metadata }: VpcIngressConnection): string {
  return spec.vpcIngressConnectionName ?? metadata.name;
}

function settingsOf(values: {
  readonly serviceArn: string | undefined;
  readonly vpcId: string | undefined;
  readonly vpcEndpointId: string | undefined;
}): Settings {
  const { serviceArn, vpcId, vpcEndpointId } = values;
  const all = Object.entries({ serviceArn, [vpcPath]: vpcId, [endpointPath]: vpcEndpointId });
  return new Map(all.flatMap(([path, value]): [string, Json][] => (value === undefined ? [] : [[path, value]])));
}

function textOf(settings: Settings, path: string): string {
  const value = settings.get(path);
  return typeof value === "string" ? value : "";
}

function vpcOf(settings: Settings): IngressVpcConfiguration {
  return { VpcId: textOf(settings, vpcPath), VpcEndpointId: textOf(settings, endpointPath) };
}

/** Those of the name, and the one that the service has whatever its name: App Runner takes one for each service. */
async function listConnections({
  port,
  name,
  resource,
  signal,
}: Search<VpcIngressConnection>): Promise<readonly Version[]> {
  const pages = await listPages(port, "ListVpcIngressConnections", {}, signal);
  const summaries = pages.flatMap((page) => page.VpcIngressConnectionSummaryList ?? []);
  const { serviceArn } = resource.spec;
  const wanted = summaries.filter(
    (summary) => nameIn(summary) === name || (serviceArn !== undefined && summary.ServiceArn === serviceArn),
  );
  const versions: Version[] = [];
  for (const { VpcIngressConnectionArn: arn } of wanted) {
    const described = await unlessGone(() =>
      port.call("DescribeVpcIngressConnection", { VpcIngressConnectionArn: arn }, { signal }),
    );
    const live = described?.VpcIngressConnection;
    if (live === undefined || live.Status === "DELETED") continue;
    const version = versionOf(live);
    versions.push(version.name === name ? version : { ...version, isRival: true });
  }
  return versions;
}

/** The summary has no name but in its ARN: `...:vpcingressconnection/<name>/<id>`. */
function nameIn({ VpcIngressConnectionArn: arn = "" }: VpcIngressConnectionSummary): string | undefined {
  return arn.split("/")[1];
}

function versionOf(live: LiveIngressConnection): Version {
  const { ServiceArn: serviceArn, IngressVpcConfiguration: vpc, DomainName: domainName } = live;
  return {
    arn: live.VpcIngressConnectionArn ?? "",
    name: live.VpcIngressConnectionName ?? "",
    settings: settingsOf({ serviceArn, vpcId: vpc?.VpcId, vpcEndpointId: vpc?.VpcEndpointId }),
    isInUse: undefined,
    usedBy: [],
    isDefault: false,
    facts: {
      vpcIngressConnectionName: live.VpcIngressConnectionName ?? "",
      ingressStatus: live.Status ?? "",
      ...(domainName === undefined ? {} : { domainName }),
      ...(serviceArn === undefined ? {} : { serviceArn }),
      ...(vpc?.VpcId === undefined ? {} : { vpcId: vpc.VpcId }),
      ...(vpc?.VpcEndpointId === undefined ? {} : { vpcEndpointId: vpc.VpcEndpointId }),
    },
  };
}

function statusOf({ facts }: Version): string {
  const { ingressStatus } = facts;
  return typeof ingressStatus === "string" ? ingressStatus : "";
}

function pending(version: Version): PendingChange | undefined {
  const status = statusOf(version);
  switch (status) {
    case "PENDING_CREATION":
      return { status, reason: "Creating", message: "App Runner is creating the VPC ingress connection" };
    case "PENDING_UPDATE":
      return { status, reason: "Updating", message: "App Runner is changing the VPC ingress connection" };
    case "PENDING_DELETION":
      return {
        status,
        reason: "Deleting",
        message: "App Runner is deleting the VPC ingress connection",
        isDeletion: true,
      };
    default:
      return undefined;
  }
}

function health(
  version: Version,
  { timings: { stuckPollMs, pollMs } }: HealthContext,
): ReturnType<VersionedModel<VpcIngressConnection>["health"]> {
  const change = pending(version);
  if (change !== undefined) return { reason: change.reason, message: change.message, requeueAfterMs: pollMs };
  const status = statusOf(version);
  switch (status) {
    case "AVAILABLE":
      return { reason: "Available", message: "the service can be called through the VPC endpoint" };
    case "FAILED_CREATION":
      return {
        reason: "CreateFailed",
        message: "App Runner could not create the VPC ingress connection; check the VPC and its endpoint",
      };
    case "FAILED_UPDATE":
      return {
        reason: "UpdateFailed",
        message: "App Runner could not change the VPC ingress connection; check the VPC and its endpoint",
      };
    case "FAILED_DELETION":
      return {
        reason: "DeleteFailed",
        message: "App Runner could not delete the VPC ingress connection, and takes nothing but another deletion",
        requeueAfterMs: stuckPollMs,
      };
    default:
      return {
        reason: "AwsUnavailable",
        message: `App Runner reports the unknown status ${status}`,
        requeueAfterMs: stuckPollMs,
      };
  }
}
