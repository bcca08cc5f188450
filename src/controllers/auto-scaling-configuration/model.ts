import type {
  AutoScalingConfiguration as LiveConfiguration,
  AutoScalingConfigurationSummary,
} from "@aws-sdk/client-apprunner";
import { type AutoScalingConfiguration, autoScalingConfigurationType } from "../../api/auto-scaling-configuration.ts";
import type { Json } from "../../base/json.ts";
import { effectiveManagementPolicy } from "../engine/policies.ts";
import { unlessGone } from "../engine/read-resource.ts";
import { listPages } from "../../aws/list-pages.ts";
import type {
  Conflict,
  ExtraCall,
  ExtraCallInput,
  VersionedModel,
  Search,
  Settings,
  Version,
} from "../versioned/model.ts";

const settingNames = ["maxConcurrency", "minSize", "maxSize"] as const;

/** AutoScalingConfiguration: each change is a new revision of the name. */
export const autoScalingConfigurationModel: VersionedModel<AutoScalingConfiguration> = {
  type: autoScalingConfigurationType,
  noun: "auto scaling configuration",
  effectiveName: ({ spec, metadata }) => spec.autoScalingConfigurationName ?? metadata.name,
  specSettings: ({ spec }) =>
    new Map(settingNames.flatMap((name): [string, Json][] => (spec[name] === undefined ? [] : [[name, spec[name]]]))),
  defaults: new Map([
    ["maxConcurrency", 100],
    ["minSize", 1],
    ["maxSize", 25],
  ]),
  onChange: "new revision",
  maxVersions: 5,
  list: listRevisions,
  createCall: ({ name, settings, tags }) => ({
    operation: "CreateAutoScalingConfiguration",
    input: {
      AutoScalingConfigurationName: name,
      MaxConcurrency: numberOf(settings, "maxConcurrency"),
      MinSize: numberOf(settings, "minSize"),
      MaxSize: numberOf(settings, "maxSize"),
      Tags: [...tags],
    },
  }),
  createdVersion: (answer: { readonly AutoScalingConfiguration?: LiveConfiguration }) =>
    answer.AutoScalingConfiguration === undefined ? undefined : versionOf(answer.AutoScalingConfiguration, []),
  deleteCall: (arn) => ({ operation: "DeleteAutoScalingConfiguration", input: { AutoScalingConfigurationArn: arn } }),
  health: () => ({ reason: "Available", message: "the revision is active" }),
  factNames: ["autoScalingConfigurationName", "revision", ...settingNames, "isDefault"],
  usedBy: ({ autoScalingConfigurationArn }) => autoScalingConfigurationArn,
  grantRequests: ({ spec }) => (spec.default === true ? [{ type: "accountDefault", path: "default" }] : []),
  extraField: { path: "default", valueOf: ({ spec }) => spec.default },
  extraCall: defaultCall,
};

function numberOf(settings: Settings, name: string): number | undefined {
  const value = settings.get(name);
  return typeof value === "number" ? value : undefined;
}

async function listRevisions(search: Search<AutoScalingConfiguration>): Promise<readonly Version[]> {
  const { port, name, signal, resource, isDeleting } = search;
  // Who claims the account's default has to know who has it.
  const claimsDefault =
    resource.spec.default === true && !isDeleting && effectiveManagementPolicy(resource) !== "Observe";
  const input = { ...(claimsDefault ? {} : { AutoScalingConfigurationName: name }), LatestOnly: false };
  const pages = await listPages(port, "ListAutoScalingConfigurations", input, signal);
  const all = pages.flatMap((page) => page.AutoScalingConfigurationSummaryList ?? []).filter(isActive);
  const active = all.filter((summary) => summary.AutoScalingConfigurationName === name);
  const versions: Version[] = [];
  for (const { AutoScalingConfigurationArn } of active.toSorted(byRevision)) {
    const described = await unlessGone(() =>
      port.call("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn }, { signal }),
    );
    const live = described?.AutoScalingConfiguration;
    if (live !== undefined && isActive(live)) versions.push(versionOf(live, await usersOf(live, search)));
  }
  const other = all.find((summary) => summary.IsDefault === true && summary.AutoScalingConfigurationName !== name);
  if (!claimsDefault || other === undefined || other.AutoScalingConfigurationName === builtInName) return versions;
  return [...versions, { ...versionOf(other, []), isOtherDefault: true }];
}

/** App Runner's own, which is nobody's. */
const builtInName = "DefaultConfiguration";

/** The status arrives in lower case, where the API reference has it in upper case. */
function isActive({ Status }: Pick<AutoScalingConfigurationSummary, "Status">): boolean {
  return Status?.toUpperCase() === "ACTIVE";
}

function byRevision(left: AutoScalingConfigurationSummary, right: AutoScalingConfigurationSummary): number {
  return (right.AutoScalingConfigurationRevision ?? 0) - (left.AutoScalingConfigurationRevision ?? 0);
}

/** Only a deletion has to name them. */
async function usersOf(live: LiveConfiguration, { port, signal, isDeleting }: Search): Promise<readonly string[]> {
  const { AutoScalingConfigurationArn, HasAssociatedService } = live;
  if (!isDeleting || HasAssociatedService !== true) return [];
  const input = { AutoScalingConfigurationArn };
  const pages = await unlessGone(() => listPages(port, "ListServicesForAutoScalingConfiguration", input, signal));
  return (pages ?? []).flatMap((page) => page.ServiceArnList ?? []);
}

/** A summary does not have them. */
const unknownSizes = { MaxConcurrency: undefined, MinSize: undefined, MaxSize: undefined };

function versionOf(live: LiveConfiguration | AutoScalingConfigurationSummary, usedBy: readonly string[]): Version {
  const settings = new Map<string, Json>();
  const { MaxConcurrency: maxConcurrency, MinSize: minSize, MaxSize: maxSize } = { ...unknownSizes, ...live };
  const values = { maxConcurrency, minSize, maxSize };
  for (const [name, value] of Object.entries(values)) if (value !== undefined) settings.set(name, value);
  return {
    arn: live.AutoScalingConfigurationArn ?? "",
    name: live.AutoScalingConfigurationName ?? "",
    settings,
    isInUse: live.HasAssociatedService,
    usedBy,
    isDefault: live.IsDefault === true,
    facts: {
      autoScalingConfigurationName: live.AutoScalingConfigurationName ?? "",
      revision: live.AutoScalingConfigurationRevision ?? 0,
      isDefault: live.IsDefault === true,
      ...Object.fromEntries(settings),
    },
  };
}

/** Makes the revision the account's default as asked, and hands that back to App Runner's own when it is asked no more. */
function defaultCall({
  resource,
  version,
  access,
  isDeleting,
  isApplied,
  others,
  otherDefault,
}: ExtraCallInput<AutoScalingConfiguration>): ExtraCall | Conflict | undefined {
  const wanted = resource.spec.default === true && !isDeleting;
  // Of what is handed back, an earlier revision may be the default still.
  const isDefault = version.isDefault || (!wanted && others.some((other) => other.isDefault));
  if (wanted === isDefault) return undefined;
  if (!wanted && resource.spec.default === undefined && !isDeleting && !isApplied) return undefined;
  const { owner, arn } = otherDefault ?? {};
  // Two that took it from each other would go on for ever.
  if (wanted && owner !== undefined && arn !== undefined) {
    return { conflict: `\`default\`: the account's default is ${arn} of ${owner}, which claims it too` };
  }
  const { account, region } = access.place;
  const builtIn = `arn:${access.partition}:apprunner:${region}:${account}:autoscalingconfiguration/DefaultConfiguration`;
  return {
    call: {
      operation: "UpdateDefaultAutoScalingConfiguration",
      input: { AutoScalingConfigurationArn: wanted ? version.arn : builtIn },
    },
    drift: { path: "default", desired: String(wanted), actual: String(isDefault) },
    because: wanted
      ? "`default` is set, and the account's default is another configuration"
      : "the account's default goes back to `DefaultConfiguration`",
  };
}
