import type { Place } from "../aws/port.ts";
import { group, version } from "../api/group.ts";
import { kindDefinitions } from "../api/kinds.ts";
import { manifestChecker } from "../api/validation/manifest-checker.ts";
import type { Json, JsonObject } from "../base/json.ts";
import { type Owner, ownershipOf, type Tags } from "../controllers/engine/ownership.ts";
import { moveVariables } from "./move-variables.ts";
import { ObjectNames } from "./object-names.ts";
import type { Fleet, FoundService } from "./read-fleet.ts";
import { serviceSpec } from "./service-spec.ts";

/** A manifest, and the file that it belongs into, below the folder of the import. */
export interface ImportedObject {
  readonly file: string;
  readonly manifest: JsonObject & { readonly kind: string };
}

export interface Import {
  readonly objects: readonly ImportedObject[];
  /** What was left out or needs a look, one line each. */
  readonly notes: readonly string[];
  /** How much of that AWS did not let be read. */
  readonly unread: number;
}

export interface ImportOptions {
  readonly place: Place;
  /** The second part of ARNs. */
  readonly partition: string;
  /** Written into the manifests; undefined: that of whoever applies them. */
  readonly namespace: string | undefined;
  /** Where environment variables go: into the manifest, a ConfigMap beside it, or nowhere, so that services keep them. */
  readonly variables: "manifest" | "configmap" | "omit";
}

/** The statuses of services, domains and VPC ingress connections that never came to be, or are going. */
const broken: ReadonlySet<string> = new Set([
  "CREATE_FAILED",
  "DELETE_FAILED",
  "DELETED",
  "DELETING",
  "FAILED_CREATION",
  "FAILED_DELETION",
  "PENDING_DELETION",
]);

/** Nobody's object: what is owned at all is somebody else's. */
const nobody: Owner = { cluster: "", namespace: "", name: "", uid: "" };

/**
 * Manifests that adopt a fleet as it is: applied, they cause no change but tags. Objects stand in the place of ARNs where
 * both ends are imported. Pure.
 */
export function importFleet(fleet: Fleet, options: ImportOptions): Import {
  const importer = new Importer(options);
  importer.unread(fleet);
  importer.keepNames(fleet);
  importer.shared(fleet);
  for (const service of fleet.services) importer.service(service, fleet);
  return { objects: importer.objects, notes: importer.notes, unread: fleet.unread.length };
}

class Importer {
  readonly objects: ImportedObject[] = [];
  readonly notes: string[] = [];
  readonly #options: ImportOptions;
  readonly #names = new ObjectNames();
  /** The object that stands for an ARN. */
  readonly #objects = new Map<string, string>();

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  unread({ unread }: Fleet): void {
    for (const { what, reason } of unread)
      this.notes.push(`${what}: left out, since AWS does not let it be read: ${reason}`);
  }

  keepNames({ services, autoScaling, observability, connectors, connections, ingresses }: Fleet): void {
    const names: Readonly<Record<string, readonly (string | undefined)[]>> = {
      AppRunnerService: services.map(({ live }) => live.ServiceName),
      AutoScalingConfiguration: autoScaling.map(({ live }) => live.AutoScalingConfigurationName),
      ObservabilityConfiguration: observability.map(({ live }) => live.ObservabilityConfigurationName),
      VpcConnector: connectors.map(({ live }) => live.VpcConnectorName),
      Connection: connections.map(({ live }) => live.ConnectionName),
      VpcIngressConnection: ingresses.map(({ live }) => live.VpcIngressConnectionName),
      CustomDomain: services.flatMap(({ domains }) => domains.map(({ DomainName: name }) => name)),
    };
    for (const [kind, all] of Object.entries(names)) this.#names.keep(kind, all);
  }

  /** What services refer to. */
  shared({ autoScaling, observability, connectors, connections }: Fleet): void {
    for (const { live, tags } of autoScaling) {
      const { MaxConcurrency: maxConcurrency, MinSize: minSize, MaxSize: maxSize } = live;
      this.#shared("AutoScalingConfiguration", {
        arn: live.AutoScalingConfigurationArn,
        name: live.AutoScalingConfigurationName,
        nameField: "autoScalingConfigurationName",
        tags,
        settings: { maxConcurrency, minSize, maxSize },
      });
    }
    for (const { live, tags } of observability) {
      const vendor = live.TraceConfiguration?.Vendor;
      this.#shared("ObservabilityConfiguration", {
        arn: live.ObservabilityConfigurationArn,
        name: live.ObservabilityConfigurationName,
        nameField: "observabilityConfigurationName",
        tags,
        settings: { traceConfiguration: vendor === undefined ? undefined : { vendor } },
      });
    }
    for (const { live, tags } of connectors) {
      this.#shared("VpcConnector", {
        arn: live.VpcConnectorArn,
        name: live.VpcConnectorName,
        nameField: "vpcConnectorName",
        tags,
        settings: { subnets: live.Subnets, securityGroups: live.SecurityGroups },
      });
    }
    for (const { live, tags } of connections) {
      this.#shared("Connection", {
        arn: live.ConnectionArn,
        name: live.ConnectionName,
        nameField: "connectionName",
        tags,
        settings: { providerType: live.ProviderType },
      });
    }
  }

  service({ live, tags, domains }: FoundService, { ingresses }: Fleet): void {
    const { ServiceName: name = "", ServiceArn: arn = "", Status: status = "" } = live;
    if (this.#isOwned(`service ${name}`, tags) || this.#isBroken(`service ${name}`, status)) return;
    if (status === "OPERATION_IN_PROGRESS") {
      this.notes.push(`service ${name}: an operation runs on it; what was read may be what is being applied`);
    }
    const object = this.#names.take("AppRunnerService", name);
    const { place, partition } = this.#options;
    const full = serviceSpec(live, { place, partition, objectOf: (each) => this.#objects.get(each) });
    const { spec, variables } = moveVariables(full, this.#options.variables, `${object}-variables`);
    if (variables !== undefined) this.#configMap(`${object}/variables.yaml`, `${object}-variables`, variables);
    this.#add(`${object}/service.yaml`, "AppRunnerService", object, {
      region: place.region,
      ...(object === name ? {} : { serviceName: name }),
      adoption: { policy: "IfUnowned" },
      ...spec,
    });
    for (const domain of domains) this.#domain(domain, object);
    for (const ingress of ingresses) if (ingress.live.ServiceArn === arn) this.#ingress(ingress, object);
  }

  #configMap(file: string, name: string, data: JsonObject): void {
    const { namespace } = this.#options;
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
    this.objects.push({ file, manifest: { apiVersion: "v1", kind: "ConfigMap", metadata, data } });
  }

  #domain(
    { DomainName: domainName = "", EnableWWWSubdomain: www, Status: status }: FoundService["domains"][number],
    service: string,
  ): void {
    if (this.#isBroken(`domain ${domainName}`, status)) return;
    this.#add(`${service}/domains.yaml`, "CustomDomain", this.#names.take("CustomDomain", domainName), {
      serviceRef: { name: service },
      domainName,
      ...(www === false && !domainName.startsWith("*.") ? { enableWWWSubdomain: false } : {}),
    });
  }

  #ingress({ live, tags }: Fleet["ingresses"][number], service: string): void {
    const { VpcIngressConnectionName: name = "", IngressVpcConfiguration: vpc } = live;
    const what = `VPC ingress connection ${name}`;
    if (this.#isOwned(what, tags) || this.#isBroken(what, live.Status)) return;
    const object = this.#names.take("VpcIngressConnection", name);
    this.#add(`${service}/ingress.yaml`, "VpcIngressConnection", object, {
      ...(object === name ? {} : { vpcIngressConnectionName: name }),
      adoption: { policy: "IfUnowned" },
      serviceRef: { name: service },
      ingressVpcConfiguration: { vpcId: vpc?.VpcId, vpcEndpointId: vpc?.VpcEndpointId },
    });
  }

  #shared(
    kind: string,
    about: {
      readonly arn: string | undefined;
      readonly name: string | undefined;
      readonly nameField: string;
      readonly tags: Tags;
      readonly settings: JsonObject | Readonly<Record<string, Json | undefined>>;
    },
  ): void {
    const { arn = "", name = "", nameField, tags, settings } = about;
    if (this.#isOwned(`${kind} ${name}`, tags)) return;
    const object = this.#names.take(kind, name);
    this.#objects.set(arn, object);
    this.#add(`shared/${kind.toLowerCase()}-${object}.yaml`, kind, object, {
      region: this.#options.place.region,
      ...(object === name ? {} : { [nameField]: name }),
      adoption: { policy: "IfUnowned" },
      ...settings,
    });
  }

  /** Whether somebody else's tags are on it; that is told, and it is left out. */
  #isOwned(what: string, tags: Tags): boolean {
    const ownership = ownershipOf(tags, nobody);
    if (ownership.state !== "foreign") return false;
    this.notes.push(
      `${what}: left out, since it belongs to ${ownership.owner}; to take it over, write its manifest with \`adoption: {policy: Takeover, takeoverFrom: ${ownership.owner}}\``,
    );
    return true;
  }

  /** Whether it failed, or goes, so that there is nothing to adopt; that is told, and it is left out. */
  #isBroken(what: string, status: string | undefined): boolean {
    // Those of domains are in lower case.
    const reported = status?.toUpperCase() ?? "";
    if (!broken.has(reported)) return false;
    this.notes.push(`${what}: left out, since App Runner reports ${reported}; repair or delete it first`);
    return true;
  }

  #add(file: string, kind: string, name: string, spec: Readonly<Record<string, Json | undefined>>): void {
    const { namespace } = this.#options;
    const manifest = {
      apiVersion: `${group}/${version}`,
      kind,
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      spec: JSON.parse(JSON.stringify(spec)) as JsonObject,
    };
    const definition = kindDefinitions.find(({ type }) => type.kind === kind);
    const problems = definition === undefined ? [] : manifestChecker(definition)(manifest);
    for (const { field, message } of problems) this.notes.push(`${kind} ${name}: ${field} ${message}`);
    this.objects.push({ file, manifest });
  }
}
