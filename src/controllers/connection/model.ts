import type { ConnectionSummary, ProviderType } from "@aws-sdk/client-apprunner";
import { type Connection, connectionType } from "../../api/connection.ts";
import { personWaitMs } from "../engine/person-wait.ts";
import { listPages } from "../../aws/list-pages.ts";
import type { HealthContext, VersionedModel, Search, Version } from "../versioned/model.ts";

/** Connection: made at once, and of use when a person has confirmed it at the source provider. */
export const connectionModel: VersionedModel<Connection> = {
  type: connectionType,
  noun: "connection",
  effectiveName: ({ spec, metadata }) => spec.connectionName ?? metadata.name,
  specSettings: ({ spec }) => new Map(spec.providerType === undefined ? [] : [["providerType", spec.providerType]]),
  defaults: new Map(),
  onChange: "never",
  list: listConnections,
  createCall: ({ name, tags }, { spec }) => ({
    operation: "CreateConnection",
    input: { ConnectionName: name, ProviderType: spec.providerType, Tags: [...tags] },
  }),
  createdVersion: (answer: { readonly Connection?: ConnectionSummary }) =>
    answer.Connection === undefined ? undefined : versionOf(answer.Connection),
  deleteCall: (arn) => ({ operation: "DeleteConnection", input: { ConnectionArn: arn } }),
  health,
  factNames: ["connectionName", "connectionStatus", "providerType"],
};

async function listConnections({ port, name, signal }: Search): Promise<readonly Version[]> {
  const pages = await listPages(port, "ListConnections", { ConnectionName: name }, signal);
  return pages
    .flatMap((page) => page.ConnectionSummaryList ?? [])
    .filter((summary) => summary.ConnectionName === name && summary.Status !== "DELETED")
    .map(versionOf);
}

function versionOf({ ConnectionArn, ConnectionName, CreatedAt, ProviderType, Status }: ConnectionSummary): Version {
  const providerType: ProviderType | "" = ProviderType ?? "";
  return {
    arn: ConnectionArn ?? "",
    name: ConnectionName ?? "",
    settings: new Map([["providerType", providerType]]),
    createdAtMs: CreatedAt?.getTime(),
    isInUse: undefined,
    usedBy: [],
    isDefault: false,
    facts: { connectionName: ConnectionName ?? "", connectionStatus: Status ?? "", providerType },
  };
}

function health(
  { facts, createdAtMs = 0 }: Version,
  context: HealthContext,
): ReturnType<VersionedModel<Connection>["health"]> {
  const { connectionStatus } = facts;
  const { stuckPollMs } = context.timings;
  switch (connectionStatus) {
    case "AVAILABLE":
      return { reason: "Available", message: "the connection can be used" };
    case "PENDING_HANDSHAKE":
      return {
        reason: "WaitingForHandshake",
        message: `complete the handshake at ${consoleAddress(context.access)}`,
        requeueAfterMs: personWaitMs(createdAtMs, context),
      };
    case "ERROR":
      return {
        reason: "ConnectionBroken",
        message: "App Runner reports the connection status ERROR",
        requeueAfterMs: personWaitMs(createdAtMs, context),
      };
    default:
      return {
        reason: "AwsUnavailable",
        message: `App Runner reports the unknown connection status ${typeof connectionStatus === "string" ? connectionStatus : ""}`,
        requeueAfterMs: stuckPollMs,
      };
  }
}

/** The console's page of connections, in the partition's own domain. */
function consoleAddress({ place: { region }, partition }: HealthContext["access"]): string {
  const domains: Readonly<Record<string, string>> = {
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
  };
  return `https://${region}.${domains[partition] ?? "console.aws.amazon.com"}/apprunner/home?region=${region}#/connections`;
}
