import { columnsOf } from "../crd/columns.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { customDomainType } from "../custom-domain.ts";
import { kindSchema } from "../kind-schema.ts";
import { customDomainSpec } from "./spec.ts";
import { customDomainStatus } from "./status.ts";

/** What the CRD, the validation and the reference of CustomDomain are made from. */
export const customDomainDefinition: KindDefinition = {
  type: customDomainType,
  shortName: "ardom",
  schema: kindSchema(customDomainSpec, customDomainStatus, {
    description:
      "A domain of your own that leads to a service. App Runner gets a certificate for it once the DNS records in status are there, and takes five domains for each service.",
  }),
  columns: columnsOf("service", [
    { name: "Domain", type: "string", jsonPath: ".status.domainName", description: "The domain." },
    {
      name: "Domain Status",
      type: "string",
      jsonPath: ".status.domainStatus",
      description: "App Runner's own status.",
      priority: 1,
    },
    {
      name: "DNS Target",
      type: "string",
      jsonPath: ".status.dnsTarget",
      description: "The host that the domain has to lead to.",
      priority: 1,
    },
  ]),
};
