import type { KubeObject } from "../kube/client.ts";

/** An object of the operator's API, as far as a rehearsal looks into it. */
export interface DeclaredObject extends KubeObject {
  readonly metadata: KubeObject["metadata"] & { readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

/** What of an account and region has to be known in full; of everything else its name is enough. */
export interface Interest {
  readonly wants: (resource: ResourceSort, name: string, arn: string) => boolean;
  /** Whether the domains of services matter. */
  readonly wantsDomains: boolean;
}

type ResourceSort =
  | "service"
  | "autoscalingconfiguration"
  | "observabilityconfiguration"
  | "vpcconnector"
  | "connection"
  | "vpcingressconnection";

/** For each kind, what it stands for and the member of its spec that may name it. */
const sorts: Readonly<Record<string, readonly [sort: ResourceSort, nameField: string]>> = {
  AppRunnerService: ["service", "serviceName"],
  AutoScalingConfiguration: ["autoscalingconfiguration", "autoScalingConfigurationName"],
  ObservabilityConfiguration: ["observabilityconfiguration", "observabilityConfigurationName"],
  VpcConnector: ["vpcconnector", "vpcConnectorName"],
  Connection: ["connection", "connectionName"],
  VpcIngressConnection: ["vpcingressconnection", "vpcIngressConnectionName"],
};

const arnForm = /arn:aws[\w-]*:apprunner:[^"\s]+/g;

/** What these objects are about: what has their names, and every ARN that they mention. */
export function interestOf(objects: readonly DeclaredObject[]): Interest {
  const names = new Set<string>();
  const arns = new Set<string>();
  for (const { kind, metadata, spec, status } of objects) {
    const [sort, field] = sorts[kind] ?? [];
    const given = field === undefined ? undefined : spec[field];
    if (sort !== undefined) names.add(`${sort}/${typeof given === "string" ? given : metadata.name}`);
    for (const [arn] of JSON.stringify([spec, status]).matchAll(arnForm)) arns.add(arn);
  }
  const named = [...names];
  return {
    wants: (sort, name, arn) =>
      arns.has(arn) ||
      names.has(`${sort}/${name}`) ||
      // A connector that takes the place of another one is named after it.
      (sort === "vpcconnector" && named.some((each) => isReplacementOf(each, name))) ||
      // An ARN may stop at the name or the revision.
      [...arns].some((each) => arn.startsWith(`${each}/`)),
    wantsDomains: objects.some(({ kind }) => kind === "CustomDomain"),
  };
}

function isReplacementOf(named: string, name: string): boolean {
  const [sort, original = ""] = named.split("/");
  return sort === "vpcconnector" && name.startsWith(`${original.slice(0, 31)}-`);
}
