import { customDomainDefinition } from "../../../src/api/custom-domain/kind-definition.ts";
import { vpcIngressConnectionDefinition } from "../../../src/api/vpc-ingress-connection/kind-definition.ts";
import { byRule, bySchema } from "../sample.ts";
import { operator, otherOperator, type Subject } from "./subject.ts";

const at = "arn:aws:apprunner:eu-west-1:111122223333";
const id = "0123456789abcdef0123456789abcdef";
/** The ARN of the service of the full manifests. */
export const serviceArn = `${at}:service/orders/${id}`;

/** By the ARN: where and as whom is said, too. */
export const byArn = {
  serviceRef: null,
  serviceArn,
  region: "eu-west-1",
  awsAccountRef: { name: "production" },
} as const;

const required = "`serviceRef` or `serviceArn` must be given";
const ofReference: Subject["refusals"] = {
  "serviceRef.name": {
    change: byRule("spec.serviceRef", "`serviceRef` is immutable"),
    removal: byRule("spec.serviceRef", required),
    "later addition": byRule("spec.serviceRef", required),
  },
  serviceArn: {
    change: byRule("spec.serviceArn", "`serviceArn` is immutable"),
    removal: byRule("spec.serviceRef", required),
  },
};
const ofReferenceExclusions: Subject["exclusions"] = {
  "serviceRef.name": {
    "later addition": "no object is without a service; from the ARN to the reference is tried below",
  },
  serviceArn: { "later addition": "no object is without a service; from the reference to the ARN is tried below" },
  region: { change: "`serviceArn` says which it is" },
};

/** The kinds whose objects are for one service each. */
export const serviceUsers: readonly Subject[] = [
  {
    definition: vpcIngressConnectionDefinition,
    full: {
      ...operator,
      tags: [{ key: "team", value: "payments" }],
      adoption: {
        policy: "Takeover",
        takeoverFrom: "copilot/shop",
        arn: `${at}:vpcingressconnection/orders-way/${id}`,
        onDifference: "Refuse",
      },
      serviceRef: { name: "orders" },
      vpcIngressConnectionName: "orders-way",
      ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId: "vpce-1" },
    },
    others: {
      ...otherOperator,
      tags: [{ key: "team", value: "search" }],
      "adoption.policy": "IfUnowned",
      "adoption.takeoverFrom": "cloudformation/shop",
      "adoption.arn": `${at}:vpcingressconnection/other/${id}`,
      "adoption.onDifference": "Apply",
      "serviceRef.name": "other",
      serviceArn: `${at}:service/other/${id}`,
      vpcIngressConnectionName: "other-way",
      "ingressVpcConfiguration.vpcId": "vpc-2",
      "ingressVpcConfiguration.vpcEndpointId": "vpce-2",
    },
    instead: { serviceArn: byArn, region: byArn, "awsAccountRef.name": byArn },
    refusals: {
      ...ofReference,
      vpcIngressConnectionName: {
        change: byRule("spec.vpcIngressConnectionName", "`vpcIngressConnectionName` is immutable"),
        removal: byRule("spec.vpcIngressConnectionName", "cannot be removed"),
        "later addition": byRule("spec.vpcIngressConnectionName", "can be added later only if"),
      },
      "adoption.policy": {
        change: byRule("spec.adoption.takeoverFrom", "exactly when `policy` is Takeover"),
        removal: byRule("spec.adoption.takeoverFrom", "exactly when `policy` is Takeover"),
      },
      "adoption.takeoverFrom": { removal: byRule("spec.adoption.takeoverFrom", "exactly when `policy` is Takeover") },
      "ingressVpcConfiguration.vpcId": { removal: bySchema("spec.ingressVpcConfiguration.vpcId", "Required value") },
      "ingressVpcConfiguration.vpcEndpointId": {
        removal: bySchema("spec.ingressVpcConfiguration.vpcEndpointId", "Required value"),
      },
    },
    exclusions: {
      ...ofReferenceExclusions,
      "adoption.policy": { "later addition": "a takeover names the owner along with it" },
      "adoption.takeoverFrom": { "later addition": "a takeover names the owner along with it" },
      "ingressVpcConfiguration.vpcId": { "later addition": "its parent must have it" },
      "ingressVpcConfiguration.vpcEndpointId": { "later addition": "its parent must have it" },
    },
  },
  {
    definition: customDomainDefinition,
    full: {
      ...operator,
      serviceRef: { name: "orders" },
      domainName: "orders.acme.dev",
      enableWWWSubdomain: false,
      dns: { provider: "ExternalDNS", ttlSeconds: 300 },
    },
    others: {
      ...otherOperator,
      "serviceRef.name": "other",
      serviceArn: `${at}:service/other/${id}`,
      domainName: "other.acme.dev",
      enableWWWSubdomain: true,
      "dns.ttlSeconds": 60,
    },
    instead: { serviceArn: byArn, region: byArn, "awsAccountRef.name": byArn },
    refusals: {
      ...ofReference,
      domainName: {
        change: byRule("spec.domainName", "`domainName` is immutable"),
        removal: bySchema("spec.domainName", "Required value"),
      },
      enableWWWSubdomain: {
        change: byRule("spec.enableWWWSubdomain", "`enableWWWSubdomain` is immutable"),
        removal: byRule("spec.enableWWWSubdomain", "`enableWWWSubdomain` is immutable"),
        "later addition": byRule("spec.enableWWWSubdomain", "`enableWWWSubdomain` is immutable"),
      },
      "dns.provider": { removal: bySchema("spec.dns.provider", "Required value") },
    },
    exclusions: {
      ...ofReferenceExclusions,
      domainName: { "later addition": "no object is without it" },
      "dns.provider": { change: "ExternalDNS is the only value", "later addition": "its parent must have it" },
    },
  },
];
