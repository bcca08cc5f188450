import { type CustomDomain, customDomainType } from "../../api/custom-domain.ts";
import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { Kind } from "../engine/kind.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { resolveService, serviceReference } from "../engine/service-reference.ts";
import { dnsEndpoint, dnsEndpointType } from "./dns-endpoint.ts";
import { grantRequests } from "./grant-requests.ts";
import { type DomainMemory, remember } from "./memory.ts";
import { type Observation, observe } from "./observe.ts";
import { plan } from "./plan.ts";

/** After these errors it is open whether the call took effect; after all others it is certain that it did not. */
const openClasses: readonly AwsErrorClass[] = ["transient", "malformed"];

/** Where the domain has to lead is known from the first answer on; the records of its certificate come later. */
function dnsTargetIn(answer: { readonly DNSTarget?: string }): Pick<DomainMemory, "dnsTarget"> {
  return answer.DNSTarget === undefined ? {} : { dnsTarget: answer.DNSTarget };
}

/** CustomDomain: an association of a service, without an ARN and tags of its own. */
export const customDomainKind: Kind<CustomDomain, DomainMemory, Observation> = {
  type: customDomainType,
  effectiveName: ({ spec }) => spec.domainName,
  // It is immutable, so that the manifest remembers it.
  rememberedName: ({ spec }) => spec.domainName,
  references: (resource) => {
    const { serviceArn } = resource.spec;
    // What names a service by its ARN may be in any namespace; all of it knows of each other.
    const named = serviceArn === undefined ? [] : [{ kind: "service ARN", name: serviceArn, isShared: true } as const];
    return [serviceReference(resource) ?? [], named].flat();
  },
  livesWith: serviceReference,
  canBeRivals: true,
  resolve: resolveService,
  grantRequests,
  companion: {
    type: dnsEndpointType,
    desired: dnsEndpoint,
    kept: ({ dnsEndpoint: name }) => name,
    // Records that lead to a domain that stays must stay, too.
    parting: (resource, { origin = "created" }) =>
      effectiveDeletionPolicy(resource, origin) === "Retain" ? "stays" : "goes",
    remember: (memory, name) => remember(memory, { dnsEndpoint: name }),
  },
  sensitiveValues: () => [],
  recall: ({ status }) => {
    const { conditions: _conditions, observedGeneration: _generation, ...memory } = status ?? {};
    return memory;
  },
  observe: ({ port }, { spec }, memory, signal) =>
    observe(port, {
      serviceArn: spec.serviceArn ?? memory.arn,
      domainName: spec.domainName,
      readsTags: spec.serviceRef === undefined && spec.managementPolicy !== "Observe",
      signal,
    }),
  readMore: (_access, observation) => Promise.resolve(observation),
  plan,
  // How it is now only App Runner can tell. Whether a domain was there before, the intent tells as long as it stands.
  afterCall: (memory, _observation, { call, answer }) => ({
    memory:
      call.operation === "AssociateCustomDomain"
        ? remember(memory, { origin: "created", intent: undefined, ...dnsTargetIn(answer) })
        : memory,
    observation: undefined,
  }),
  afterRefusal: (memory, errorClass) =>
    openClasses.includes(errorClass) ? memory : remember(memory, { intent: undefined }),
  isSwept: false,
  arnOf: () => undefined,
};
