import type { AppRunnerService } from "../../api/app-runner-service.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import type { Resolution, ResolutionContext } from "../engine/kind.ts";
import type { Reference, Related } from "../engine/relations.ts";
import { configMapData } from "../engine/config-maps.ts";
import { versionsUsed, type VersionsUsed } from "./live-facts.ts";
import type { Observation } from "./observation.ts";
import { configMapReferences, resolveVariables } from "./variables.ts";
import { admittedVersion } from "../versioned/rollout.ts";
import type { VersionedResource } from "../versioned/model.ts";

/** One place of the spec in which another object may be named instead of an ARN. */
interface ReferenceField {
  readonly kind: string;
  readonly path: string;
  readonly nameOf: (spec: AppRunnerService["spec"]) => string | undefined;
  /** The spec with the ARN in the place of the reference. */
  readonly put: (spec: AppRunnerService["spec"], arn: string) => AppRunnerService["spec"];
  /** The version that the service uses. */
  readonly usedArn: (used: VersionsUsed) => string | undefined;
  /** What the target must be like, beside being there; what it is instead, for people. */
  readonly unready: (target: ManagedResource) => string | undefined;
}

const fields: readonly ReferenceField[] = [
  {
    kind: "Connection",
    path: "sourceConfiguration.authenticationConfiguration.connectionRef",
    nameOf: ({ sourceConfiguration }) => sourceConfiguration?.authenticationConfiguration?.connectionRef?.name,
    put: (spec, connectionArn) => {
      const { sourceConfiguration = {} } = spec;
      const { connectionRef: _reference, ...authentication } = sourceConfiguration.authenticationConfiguration ?? {};
      return {
        ...spec,
        sourceConfiguration: {
          ...sourceConfiguration,
          authenticationConfiguration: { ...authentication, connectionArn },
        },
      };
    },
    usedArn: () => undefined,
    unready: ({ status }) =>
      status?.connectionStatus === "AVAILABLE" ? undefined : `is ${status?.connectionStatus ?? "not made yet"}`,
  },
  {
    kind: "AutoScalingConfiguration",
    path: "autoScalingConfigurationRef",
    nameOf: ({ autoScalingConfigurationRef }) => autoScalingConfigurationRef?.name,
    put: ({ autoScalingConfigurationRef: _reference, ...spec }, autoScalingConfigurationArn) => ({
      ...spec,
      autoScalingConfigurationArn,
    }),
    usedArn: ({ autoScalingConfigurationArn }) => autoScalingConfigurationArn,
    unready: () => undefined,
  },
  {
    kind: "VpcConnector",
    path: "networkConfiguration.egressConfiguration.vpcConnectorRef",
    nameOf: ({ networkConfiguration }) => networkConfiguration?.egressConfiguration?.vpcConnectorRef?.name,
    put: (spec, vpcConnectorArn) => {
      const { vpcConnectorRef: _reference, ...egress } = spec.networkConfiguration?.egressConfiguration ?? {};
      return {
        ...spec,
        networkConfiguration: { ...spec.networkConfiguration, egressConfiguration: { ...egress, vpcConnectorArn } },
      };
    },
    usedArn: ({ vpcConnectorArn }) => vpcConnectorArn,
    unready: () => undefined,
  },
  {
    kind: "ObservabilityConfiguration",
    path: "observabilityConfiguration.observabilityConfigurationRef",
    nameOf: ({ observabilityConfiguration }) => observabilityConfiguration?.observabilityConfigurationRef?.name,
    put: (spec, observabilityConfigurationArn) => {
      if (spec.observabilityConfiguration === undefined) return spec;
      const { observabilityConfigurationRef: _reference, ...configuration } = spec.observabilityConfiguration;
      return { ...spec, observabilityConfiguration: { ...configuration, observabilityConfigurationArn } };
    },
    usedArn: ({ observabilityConfigurationArn }) => observabilityConfigurationArn,
    unready: () => undefined,
  },
];

/** The objects that a service refers to. */
export function referencesOf({ spec }: AppRunnerService): readonly Reference[] {
  const objects = fields.flatMap(({ kind, nameOf }) => {
    const name = nameOf(spec);
    return name === undefined ? [] : [{ kind, name }];
  });
  return [...objects, ...configMapReferences(spec)];
}

/** What of these objects matters to the service: not how the roll-out of a version goes on at others. */
export function targetFacts(service: AppRunnerService, related: Related): unknown {
  const objects = fields.map((field) => {
    const name = field.nameOf(service.spec);
    const target = name === undefined ? undefined : related.target({ kind: field.kind, name });
    if (target === undefined) return undefined;
    const { metadata, status = {} } = target;
    return [
      [metadata.uid, metadata.deletionTimestamp, status.account, status.region],
      [arnFor(service, service.status ?? {}, field, target), field.unready(target)],
    ];
  });
  const configMaps = configMapReferences(service.spec).map((reference) => {
    const target = related.target(reference);
    return target && [target.metadata.uid, configMapData(target)];
  });
  return [objects, configMaps];
}

/**
 * Puts the ARNs of what the service refers to in the place of the references; or says what it has to wait for. Which version
 * the service uses, the live service tells once it was read: by the status, which is of an earlier moment, it could be sent
 * back to a version that it has left.
 */
export function resolveReferences(
  service: AppRunnerService,
  related: Related,
  { place, timings }: ResolutionContext,
  observed: Observation | undefined,
): Resolution<AppRunnerService> {
  const used = observed?.state === "present" ? versionsUsed(observed.service) : (service.status ?? {});
  let { spec } = service;
  for (const field of fields) {
    const name = field.nameOf(spec);
    if (name === undefined) continue;
    const target = related.target({ kind: field.kind, name });
    const problem = problemOf(target, place) ?? (target && field.unready(target));
    if (problem !== undefined || target === undefined) {
      const message = `\`${field.path}\`: ${field.kind} ${name} ${problem ?? "does not exist"}`;
      return { outcome: { reason: "WaitingForReference", message, requeueAfterMs: timings.deepReadMs } };
    }
    spec = field.put(spec, arnFor(service, used, field, target));
  }
  const filled = resolveVariables(spec, related);
  if ("problem" in filled) {
    const message = `\`runtimeEnvironmentVariablesFrom\`: ${filled.problem}`;
    return { outcome: { reason: "WaitingForReference", message, requeueAfterMs: timings.deepReadMs } };
  }
  return { resource: filled.spec === service.spec ? service : { ...service, spec: filled.spec } };
}

/** Why a target cannot be referred to, whatever its kind. */
function problemOf(target: ManagedResource | undefined, place: ResolutionContext["place"]): string | undefined {
  if (target === undefined) return "does not exist";
  if (target.metadata.deletionTimestamp !== undefined) return "is being deleted";
  const { arn, account, region } = target.status ?? {};
  if (arn === undefined) return "is not made yet";
  if (account !== place.account || region !== place.region) {
    return `is in account ${account ?? "?"}, region ${region ?? "?"}, and the service in account ${place.account}, region ${place.region}`;
  }
  return undefined;
}

function arnFor(
  { metadata }: AppRunnerService,
  used: VersionsUsed,
  field: ReferenceField,
  target: VersionedResource,
): string {
  const { arn = "", superseded = [], rollout } = target.status ?? {};
  return admittedVersion({ arn, superseded, rollout }, { name: metadata.name, usedArn: field.usedArn(used) });
}
