import type { CustomDomain } from "../../api/custom-domain.ts";
import type { JsonObject } from "../../base/json.ts";
import type { ResourceType } from "../../kube/client.ts";
import type { Companion } from "../engine/companion.ts";
import type { DomainMemory } from "./memory.ts";

/** ExternalDNS's own kind, from which it makes records when it is started with `--source=crd`. */
export const dnsEndpointType: ResourceType = {
  group: "externaldns.k8s.io",
  version: "v1alpha1",
  plural: "dnsendpoints",
  kind: "DNSEndpoint",
  namespaced: true,
};

/** The DNSEndpoint of a domain, as soon as App Runner has told its records; undefined where none is wanted. */
export function dnsEndpoint({ spec }: CustomDomain, memory: DomainMemory): Companion | undefined {
  const { certificateValidationRecords: proofs = [], trafficRecords: ways = [] } = memory;
  if (spec.dns === undefined || proofs.length + ways.length === 0) return undefined;
  const { ttlSeconds } = spec.dns;
  const ttl = ttlSeconds === undefined ? {} : { recordTTL: ttlSeconds };
  const endpoints: JsonObject[] = [
    ...proofs.map(({ name, value }) => ({
      dnsName: withoutDot(name),
      recordType: "CNAME",
      ...ttl,
      targets: [withoutDot(value)],
    })),
    ...ways.map(({ name, type, value, hostedZoneId }) => ({
      dnsName: name,
      recordType: "CNAME",
      ...ttl,
      targets: [value],
      // ExternalDNS makes an alias of Route 53 of this, and other providers flatten a CNAME at the top of a zone.
      ...(type === "ALIAS" && { providerSpecific: alias(hostedZoneId) }),
    })),
  ];
  return { spec: { endpoints } };
}

function alias(hostedZoneId: string | undefined): JsonObject[] {
  return [
    { name: "alias", value: "true" },
    ...(hostedZoneId === undefined ? [] : [{ name: "aws/target-hosted-zone", value: hostedZoneId }]),
  ];
}

/** App Runner writes names with the dot at the end. */
function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
