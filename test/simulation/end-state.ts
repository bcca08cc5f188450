import { kindDefinitions } from "../../src/api/kinds.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { dnsEndpointType } from "../../src/controllers/custom-domain/dns-endpoint.ts";
import type { KubeObject } from "../../src/kube/client.ts";
import { stableJson } from "../../src/base/stable-json.ts";
import type { World } from "./world.ts";

/** The calls of which each costs something, and which must therefore not be made twice. */
const counted = [
  "CreateService",
  "UpdateService",
  "StartDeployment",
  "PauseService",
  "ResumeService",
  "DeleteService",
  "CreateAutoScalingConfiguration",
  "CreateObservabilityConfiguration",
  "CreateVpcConnector",
  "CreateConnection",
  "CreateVpcIngressConnection",
  "UpdateVpcIngressConnection",
  "AssociateCustomDomain",
  "DisassociateCustomDomain",
];

/** What an undisturbed run and a disturbed one must have in common. Ids and times are masked, in the order they appear. */
export function endState(world: World, name: string): string {
  const resource = world.get(name);
  const services = world.emulator.admin.services().map(({ name: service, status, tags, operations }) => ({
    service,
    status,
    tags,
    operations: operations.map(({ type, status: ended }) => `${type} ${ended}`),
  }));
  const configurations = world.emulator.admin.configurations().filter(({ tags }) => Object.keys(tags).length > 0);
  const referred = new Map(world.writtenConfigurations.map((written) => [written.metadata.uid, written]));
  const targets = [...referred.values()].map((written) => {
    const type = kindDefinitions.find(({ type: { kind } }) => kind === written.kind)?.type;
    const found = type && world.getKind(type, written.metadata.name);
    const kept = world.kube.peek<KubeObject & { readonly spec?: JsonObject }>(dnsEndpointType, written.metadata);
    return found && { metadata: found.metadata.annotations, spec: found.spec, status: found.status, kept: kept?.spec };
  });
  const accepted: Record<string, number> = {};
  for (const { operation, errorCode, accessKeyId } of world.emulator.calls()) {
    if (!counted.includes(operation) || errorCode !== undefined || accessKeyId === "AKIASOMEBODY") continue;
    accepted[operation] = (accepted[operation] ?? 0) + 1;
  }
  const object = resource && {
    finalizers: resource.metadata.finalizers,
    annotations: resource.metadata.annotations,
    spec: resource.spec,
    status: resource.status,
  };
  return mask(
    JSON.stringify(
      JSON.parse(stableJson({ object: object as JsonObject | undefined, services, configurations, targets, accepted })),
      undefined,
      1,
    ),
  );
}

function mask(text: string): string {
  const ids = new Map<string, string>();
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(
      /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g,
      (id) => ids.get(id) ?? (ids.set(id, `<id ${ids.size}>`), ids.get(id) ?? ""),
    )
    .replaceAll(/[a-z0-9]{10}\.us-east-1/g, "<host>");
}
