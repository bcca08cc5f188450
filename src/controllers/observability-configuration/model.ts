import type {
  ObservabilityConfiguration as LiveConfiguration,
  ObservabilityConfigurationSummary,
} from "@aws-sdk/client-apprunner";
import {
  type ObservabilityConfiguration,
  observabilityConfigurationType,
} from "../../api/observability-configuration.ts";
import type { Json } from "../../base/json.ts";
import { unlessGone } from "../engine/read-resource.ts";
import { listPages } from "../../aws/list-pages.ts";
import type { VersionedModel, Search, Version } from "../versioned/model.ts";

const vendorPath = "traceConfiguration.vendor";
/** Without a trace configuration nothing is traced. */
const noVendor = "";

/** ObservabilityConfiguration: each change is a new revision of the name. */
export const observabilityConfigurationModel: VersionedModel<ObservabilityConfiguration> = {
  type: observabilityConfigurationType,
  noun: "observability configuration",
  effectiveName: ({ spec, metadata }) => spec.observabilityConfigurationName ?? metadata.name,
  specSettings: ({ spec }) =>
    new Map<string, Json>(spec.traceConfiguration === undefined ? [] : [[vendorPath, spec.traceConfiguration.vendor]]),
  defaults: new Map([[vendorPath, noVendor]]),
  onChange: "new revision",
  maxVersions: 10,
  list: listRevisions,
  createCall: ({ name, settings, tags }) => ({
    operation: "CreateObservabilityConfiguration",
    input: {
      ObservabilityConfigurationName: name,
      ...(settings.get(vendorPath) === "AWSXRAY" ? { TraceConfiguration: { Vendor: "AWSXRAY" } } : {}),
      Tags: [...tags],
    },
  }),
  createdVersion: (answer: { readonly ObservabilityConfiguration?: LiveConfiguration }) =>
    answer.ObservabilityConfiguration === undefined ? undefined : versionOf(answer.ObservabilityConfiguration),
  deleteCall: (arn) => ({
    operation: "DeleteObservabilityConfiguration",
    input: { ObservabilityConfigurationArn: arn },
  }),
  health: () => ({ reason: "Available", message: "the revision is active" }),
  factNames: ["observabilityConfigurationName", "revision"],
  usedBy: ({ observabilityConfigurationArn }) => observabilityConfigurationArn,
};

/** The list does not say which revisions are deleted, so that each is described. */
async function listRevisions({ port, name, signal }: Search): Promise<readonly Version[]> {
  const input = { ObservabilityConfigurationName: name, LatestOnly: false };
  const pages = await listPages(port, "ListObservabilityConfigurations", input, signal);
  const listed = pages
    .flatMap((page) => page.ObservabilityConfigurationSummaryList ?? [])
    .filter((summary) => summary.ObservabilityConfigurationName === name);
  const versions: Version[] = [];
  for (const { ObservabilityConfigurationArn } of listed.toSorted(byRevision)) {
    const described = await unlessGone(() =>
      port.call("DescribeObservabilityConfiguration", { ObservabilityConfigurationArn }, { signal }),
    );
    const live = described?.ObservabilityConfiguration;
    if (live?.Status?.toUpperCase() === "ACTIVE") versions.push(versionOf(live));
  }
  return versions;
}

function byRevision(left: ObservabilityConfigurationSummary, right: ObservabilityConfigurationSummary): number {
  return (right.ObservabilityConfigurationRevision ?? 0) - (left.ObservabilityConfigurationRevision ?? 0);
}

function versionOf(live: LiveConfiguration): Version {
  return {
    arn: live.ObservabilityConfigurationArn ?? "",
    name: live.ObservabilityConfigurationName ?? "",
    settings: new Map([[vendorPath, live.TraceConfiguration?.Vendor ?? noVendor]]),
    isInUse: undefined,
    usedBy: [],
    isDefault: false,
    facts: {
      observabilityConfigurationName: live.ObservabilityConfigurationName ?? "",
      revision: live.ObservabilityConfigurationRevision ?? 0,
    },
  };
}
