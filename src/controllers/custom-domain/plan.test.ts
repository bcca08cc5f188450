import { describe, expect, it } from "vitest";
import { ownershipTags } from "../engine/ownership.ts";
import { created, decide, live, serviceIn, sibling, type Situation } from "./testing/samples.ts";

const before = "2025-12-31T00:00:00Z";
const after = "2026-01-02T00:00:00Z";
const longAgo = "2026-01-01T10:00:00Z";
const lately = "2026-01-01T11:59:55Z";
const retry = {
  annotations: { "apprunner-operator.dev/retry-requested-at": "now", "apprunner-operator.dev/identity": "" },
};
const asking = { call: "AssociateCustomDomain", recordedAt: lately } as const;
const takingAway = { call: "DisassociateCustomDomain", recordedAt: lately } as const;
const tagsOf = (cluster: string): NonNullable<Situation["seen"]> => ({
  serviceTags: ownershipTags({ cluster, namespace: "shop", name: "shop", uid: "uid-0" }, "created"),
});

interface Case {
  readonly title: string;
  readonly given: Situation;
  readonly step: string;
}

describe("the next step for a domain that is wanted", () => {
  it.each<Case>([
    { title: "is to claim the object first", given: { metadata: { finalizers: [] } }, step: "claim" },
    { title: "is to associate it", given: {}, step: "AssociateCustomDomain" },
    {
      title: "is to wait for a service that is paused",
      given: { service: serviceIn("PAUSED") },
      step: "WaitingForReference",
    },
    {
      title: "is to ask App Runner where a suspended service does not tell how it is",
      given: { service: { ...serviceIn("PAUSED"), spec: { suspend: true } } },
      step: "AssociateCustomDomain",
    },
    {
      title: "is to leave an observed service alone",
      given: { service: { status: { serviceStatus: "RUNNING" } } },
      step: "WaitingForReference",
    },
    {
      title: "is to wait until its service is adopted",
      given: { service: { status: { serviceStatus: "RUNNING", origin: "adopting" } } },
      step: "WaitingForReference",
    },
    {
      title: "is to leave a service alone that another operator's object has",
      given: { isByArn: true, seen: tagsOf("cluster-2") },
      step: "OwnershipConflict",
    },
    {
      title: "is to wait for a service that its ARN does not lead to",
      given: { isByArn: true, isServiceGone: true },
      step: "WaitingForReference",
    },
    { title: "is to say that App Runner takes no more", given: { seen: { others: 5 } }, step: "QuotaExceeded" },
    { title: "is to leave it to an older object", given: { siblings: [sibling(before)] }, step: "OwnershipConflict" },
    {
      title: "is to leave it to an older object of another namespace that has it",
      given: { siblings: [sibling(before, {}, { namespace: "blog", origin: "created" })] },
      step: "OwnershipConflict",
    },
    {
      title: "is not to leave it to one of another namespace that only asks for it",
      given: { siblings: [sibling(before, {}, { namespace: "blog" })] },
      step: "AssociateCustomDomain",
    },
    {
      title: "is to take it before a younger object",
      given: { siblings: [sibling(after)] },
      step: "AssociateCustomDomain",
    },
    {
      title: "is not held up by an older object that only observes",
      given: { siblings: [sibling(before, { managementPolicy: "Observe" })] },
      step: "AssociateCustomDomain",
    },
    {
      title: "is to look for what a lost answer may have made",
      given: { memory: { intent: asking } },
      step: "Creating",
    },
    {
      title: "is to associate it when nothing came of that",
      given: { memory: { intent: { ...asking, recordedAt: longAgo } } },
      step: "AssociateCustomDomain",
    },
    { title: "is to put it back", given: { memory: created }, step: "AssociateCustomDomain" },
    {
      title: "is to tell that it was taken away, where the policy says so",
      given: { memory: created, spec: { managementPolicy: "ReportDrift" } },
      step: "DeletedElsewhere",
    },
    {
      title: "is to associate it again after the operator itself took it away",
      given: { memory: { ...created, intent: takingAway }, spec: { managementPolicy: "ReportDrift" } },
      step: "AssociateCustomDomain",
    },
    ...(
      [
        ["CREATING", "Creating"],
        ["PENDING_CERTIFICATE_DNS_VALIDATION", "WaitingForDns"],
        ["BINDING_CERTIFICATE", "Creating"],
        ["ACTIVE", "Available"],
        ["CREATE_FAILED", "CreateFailed"],
        ["DELETING", "Deleting"],
        ["DELETE_FAILED", "DeleteFailed"],
        ["RESTING", "AwsUnavailable"],
      ] as const
    ).map(([status, step]) => ({
      title: `is none but to tell of ${status}`,
      given: { memory: created, domain: live(status) },
      step,
    })),
    {
      title: "is none while its service is paused",
      given: { memory: created, domain: live("ACTIVE"), service: serviceIn("PAUSED") },
      step: "Available",
    },
    {
      title: "is to call it stuck after a while",
      given: {
        memory: { ...created, transition: { status: "CREATING", startedAt: longAgo } },
        domain: live("CREATING"),
      },
      step: "OperationStuck",
    },
    {
      title: "is to be patient with a certificate",
      given: {
        memory: { ...created, transition: { status: "BINDING_CERTIFICATE", startedAt: "2026-01-01T11:10:00Z" } },
        domain: live("BINDING_CERTIFICATE"),
      },
      step: "Creating",
    },
    {
      title: "is to tell that its www name cannot be changed",
      given: { memory: created, domain: live("ACTIVE", { EnableWWWSubdomain: false }) },
      step: "ImmutableDiffers",
    },
    {
      title: "is to take away what failed when asked to",
      given: { memory: created, domain: live("CREATE_FAILED"), metadata: retry },
      step: "DisassociateCustomDomain",
    },
    {
      title: "is to wait with that for a service that is paused",
      given: { memory: created, domain: live("CREATE_FAILED"), metadata: retry, service: serviceIn("PAUSED") },
      step: "CreateFailed",
    },
    {
      title: "is none after that was done",
      given: {
        memory: { ...created, lastHandledRetryRequestedAt: "now" },
        domain: live("CREATE_FAILED"),
        metadata: retry,
      },
      step: "CreateFailed",
    },
  ])("$title", ({ given, step }) => {
    expect(decide(given)).toBe(step);
  });
});

describe("the next step for a domain whose object is being deleted", () => {
  const going = {
    metadata: {
      name: "shop",
      namespace: "shop",
      uid: "uid-2",
      generation: 1,
      resourceVersion: "1",
      deletionTimestamp: after,
    },
  };
  it.each<Case>([
    {
      title: "is to take it away",
      given: { memory: created, domain: live("ACTIVE") },
      step: "DisassociateCustomDomain",
    },
    {
      title: "is to take away what failed",
      given: { memory: created, domain: live("CREATE_FAILED") },
      step: "DisassociateCustomDomain",
    },
    { title: "is to wait until it is gone", given: { memory: created, domain: live("DELETING") }, step: "Deleting" },
    { title: "is to let the object go then", given: { memory: created }, step: "release" },
    {
      title: "is to let the object go with the service",
      given: { memory: created, isServiceGone: true },
      step: "release",
    },
    {
      title: "is to let the object go that never had it",
      given: { domain: live("ACTIVE") },
      step: "release",
    },
    {
      title: "is to leave what was there before",
      given: { memory: { ...created, origin: "adopted" }, domain: live("ACTIVE") },
      step: "release",
    },
    {
      title: "is to leave it to another object",
      given: { memory: created, domain: live("ACTIVE"), siblings: [sibling(after)] },
      step: "release",
    },
    {
      title: "is to leave it with a service that is only observed by now",
      given: { memory: created, domain: live("ACTIVE"), service: { status: { serviceStatus: "RUNNING" } } },
      step: "release",
    },
    {
      title: "is to wait for its service, which takes it along",
      given: { memory: created, domain: live("ACTIVE"), service: going },
      step: "Deleting",
    },
    {
      title: "is to take it away from a service that is freed and stays",
      given: { memory: created, domain: live("ACTIVE"), service: { ...going, spec: { deletionPolicy: "Retain" } } },
      step: "DisassociateCustomDomain",
    },
    {
      title: "is to wait for a service that is paused",
      given: { memory: created, domain: live("ACTIVE"), service: serviceIn("PAUSED") },
      step: "DeletionBlocked",
    },
    {
      title: "is to wait for an operation of its service",
      given: { memory: created, domain: live("ACTIVE"), service: serviceIn("OPERATION_IN_PROGRESS") },
      step: "WaitingForOperation",
    },
    {
      title: "is to take it away where the service's object is gone",
      given: { memory: created, domain: live("ACTIVE"), service: null },
      step: "DisassociateCustomDomain",
    },
    {
      title: "is to wait after a failure",
      given: { memory: { ...created, intent: takingAway }, domain: live("DELETE_FAILED") },
      step: "DeleteFailed",
    },
    {
      title: "is to try again a while after a failure",
      given: {
        memory: { ...created, intent: { ...takingAway, recordedAt: longAgo } },
        domain: live("DELETE_FAILED"),
      },
      step: "DisassociateCustomDomain",
    },
    {
      title: "is to look for what a lost answer may have made",
      given: { memory: { intent: asking } },
      step: "Deleting",
    },
  ])("$title", ({ given, step }) => {
    expect(decide({ ...given, metadata: { ...given.metadata, deletionTimestamp: after } })).toBe(step);
  });
});
