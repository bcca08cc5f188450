import { describe, expect, it } from "vitest";
import { decide, live, rival, sentMemory, serviceArn, type Situation } from "./testing/samples.ts";

const retry = {
  annotations: { "apprunner-operator.dev/retry-requested-at": "now", "apprunner-operator.dev/identity": "" },
};
const deleted = { deletionTimestamp: "2026-01-01T11:00:00Z" };
const lately = "2026-01-01T11:59:00Z";
const longAgo = "2026-01-01T11:00:00Z";
const followed = { serviceRef: "orders" };
/** What was sent when it was made, and failed. */
const { sentHash = "" } = sentMemory();

interface Case {
  readonly title: string;
  readonly given: Situation;
  readonly step: string;
}

describe("the next step for a VPC ingress connection that is wanted", () => {
  it.each<Case>([
    { title: "is to claim the object first", given: { metadata: { finalizers: [] } }, step: "claim" },
    { title: "is to make what is not there", given: {}, step: "CreateVpcIngressConnection" },
    {
      title: "is to wait for a service that is paused",
      given: { service: { serviceStatus: "PAUSED" } },
      step: "WaitingForReference",
    },
    {
      title: "is none when it is there, whatever the service does",
      given: { service: { serviceStatus: "PAUSED" }, versions: [live()] },
      step: "Available",
    },
    { title: "is to tell of the one of another owner", given: { versions: [rival()] }, step: "OwnershipConflict" },
    {
      title: "is to tell of the one without owner",
      given: { versions: [rival("AVAILABLE", false)] },
      step: "AlreadyExists",
    },
    {
      title: "is to wait for one that is going",
      given: { versions: [rival("PENDING_DELETION")] },
      step: "WaitingForOperation",
    },
    { title: "is to wait while it is made", given: { versions: [live("PENDING_CREATION")] }, step: "Creating" },
    { title: "is to wait while it is changed", given: { versions: [live("PENDING_UPDATE")] }, step: "Updating" },
    { title: "is to wait while it is deleted", given: { versions: [live("PENDING_DELETION")] }, step: "Deleting" },
    {
      title: "is to change nothing while it is changed",
      given: { versions: [live("PENDING_UPDATE", { endpoint: "vpce-9" })] },
      step: "Updating",
    },
    {
      title: "is to call it stuck after a while",
      given: {
        versions: [live("PENDING_CREATION")],
        memory: { transition: { status: "PENDING_CREATION", startedAt: longAgo } },
      },
      step: "OperationStuck",
    },
    {
      title: "is to begin to count when the status is another one",
      given: {
        versions: [live("PENDING_UPDATE")],
        memory: { transition: { status: "PENDING_CREATION", startedAt: longAgo } },
      },
      step: "Updating",
    },
    {
      title: "is to change its endpoint",
      given: { versions: [live("AVAILABLE", { endpoint: "vpce-9" })] },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is none for settings that App Runner took and does not show",
      given: { versions: [live("AVAILABLE", { endpoint: "vpce-9" })], memory: { acceptedHash: sentHash } },
      step: "UpdateIneffective",
    },
    {
      title: "is to send them once more when asked to",
      given: {
        versions: [live("AVAILABLE", { endpoint: "vpce-9" })],
        memory: { acceptedHash: sentHash },
        metadata: retry,
      },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is to send again what App Runner may not have taken",
      given: { versions: [live("AVAILABLE", { endpoint: "vpce-9" })], memory: { sentHash } },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is none for a failure of what was sent last",
      given: { versions: [live("FAILED_CREATION")], memory: { sentHash } },
      step: "CreateFailed",
    },
    {
      title: "is to try again when asked to",
      given: { versions: [live("FAILED_CREATION")], memory: { sentHash }, metadata: retry },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is none for a failure that was tried again as asked",
      given: {
        versions: [live("FAILED_UPDATE")],
        memory: { sentHash, lastHandledRetryRequestedAt: "now" },
        metadata: retry,
      },
      step: "UpdateFailed",
    },
    {
      title: "is none for the same request as one that failed and left another endpoint",
      given: { versions: [live("FAILED_UPDATE", { endpoint: "vpce-9" })], memory: { sentHash } },
      step: "UpdateFailed",
    },
    {
      title: "is to send that request again when asked to",
      given: { versions: [live("FAILED_UPDATE", { endpoint: "vpce-9" })], memory: { sentHash }, metadata: retry },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is to send what is another request than the one that failed",
      given: {
        versions: [live("FAILED_UPDATE")],
        memory: { sentHash },
        spec: { ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId: "vpce-2" } },
      },
      step: "UpdateVpcIngressConnection",
    },
    {
      title: "is none for a deletion of somebody else that failed",
      given: { versions: [live("FAILED_DELETION")] },
      step: "DeleteFailed",
    },
    {
      title: "is to take another service with the reference",
      given: { versions: [live("AVAILABLE", { service: "former" })], memory: followed },
      step: "DeleteVpcIngressConnection",
    },
    {
      title: "is to refuse another service by an edit",
      given: { versions: [live("AVAILABLE", { service: "former" })], spec: { serviceArn: serviceArn("orders") } },
      step: "ImmutableDiffers",
    },
    {
      title: "is to refuse another service where it was adopted",
      given: { versions: [live("AVAILABLE", { service: "former", origin: "adopted" })], memory: followed },
      step: "ImmutableDiffers",
    },
    {
      title: "is to keep it while the other service has one already",
      given: { versions: [live("AVAILABLE", { service: "former" }), rival()], memory: followed },
      step: "OwnershipConflict",
    },
    {
      title: "is to delete it once more for another service when that failed a while ago",
      given: {
        versions: [live("FAILED_DELETION", { service: "former" })],
        memory: { ...followed, deletionTriedAt: longAgo },
      },
      step: "DeleteVpcIngressConnection",
    },
    {
      title: "is to wait with that when it failed lately",
      given: {
        versions: [live("FAILED_DELETION", { service: "former" })],
        memory: { ...followed, deletionTriedAt: lately },
      },
      step: "DeleteFailed",
    },
    { title: "is none for a status that nobody knows", given: { versions: [live("RESTING")] }, step: "AwsUnavailable" },
  ])("$title", ({ given, step }) => {
    expect(decide(given)).toBe(step);
  });
});

describe("the next step for a VPC ingress connection whose object is being deleted", () => {
  it.each<Case>([
    { title: "is to delete it", given: { versions: [live()] }, step: "DeleteVpcIngressConnection" },
    ...["FAILED_CREATION", "FAILED_UPDATE", "FAILED_DELETION"].map((status) => ({
      title: `is to delete it in ${status}`,
      given: { versions: [live(status)] },
      step: "DeleteVpcIngressConnection",
    })),
    ...["PENDING_CREATION", "PENDING_UPDATE", "PENDING_DELETION"].map((status) => ({
      title: `is to wait in ${status}, in which App Runner takes no deletion`,
      given: { versions: [live(status)] },
      step: "Deleting",
    })),
    {
      title: "is to wait after a deletion that failed lately",
      given: { versions: [live("FAILED_DELETION")], memory: { deletionTriedAt: lately } },
      step: "DeleteFailed",
    },
    {
      title: "is to delete it at once when a retry is requested",
      given: {
        versions: [live("FAILED_DELETION")],
        memory: { deletionTriedAt: lately },
        metadata: { ...retry },
      },
      step: "DeleteVpcIngressConnection",
    },
    {
      title: "is to call it stuck after a while",
      given: {
        versions: [live("PENDING_DELETION")],
        memory: { transition: { status: "PENDING_DELETION", startedAt: longAgo } },
      },
      step: "OperationStuck",
    },
    { title: "is to let the object go when it is gone", given: {}, step: "release" },
    {
      title: "is to let the object go when another one has the service",
      given: { versions: [rival()] },
      step: "release",
    },
    {
      title: "is to take the tags off what is to stay",
      given: { versions: [live("AVAILABLE", { origin: "adopted" })] },
      step: "UntagResource",
    },
  ])("$title", ({ given, step }) => {
    expect(decide({ ...given, metadata: { ...given.metadata, ...deleted } })).toBe(step);
  });
});
