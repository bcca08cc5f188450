import { describe, expect, it } from "vitest";
import { arnOf, decide, foreignTags, type Situation, situation, user, version } from "./testing/samples.ts";
import { plan } from "../versioned/plan.ts";

const deleted = { deletionTimestamp: "2026-01-01T11:00:00Z" };
const other = new Map([
  ["maxConcurrency", 10],
  ["minSize", 1],
  ["maxSize", 25],
]);
const known = { arn: arnOf(1), origin: "created", appliedFields: ["maxConcurrency"] } as const;
const lately = "2026-01-01T11:59:30Z";
const longAgo = "2026-01-01T11:00:00Z";
const createIntent = { call: "CreateAutoScalingConfiguration", fields: ["maxConcurrency"] } as const;

describe("the next step for a resource that App Runner never changes", () => {
  it.each<{ title: string; given: Situation; step: string }>([
    { title: "is to claim the object first", given: { metadata: { finalizers: [] } }, step: "claim" },
    { title: "is to make what is not there", given: {}, step: "CreateAutoScalingConfiguration" },
    { title: "is none when all is as declared", given: { versions: [version(1)], memory: known }, step: "Available" },
    {
      title: "is to wait for what a lost answer may have made",
      given: { memory: { intent: { ...createIntent, recordedAt: lately } } },
      step: "Creating",
    },
    {
      title: "is to make it again when a list had the time to show it",
      given: { memory: { intent: { ...createIntent, recordedAt: longAgo } } },
      step: "CreateAutoScalingConfiguration",
    },
    {
      title: "is none when a lost answer turns out to have made it",
      given: {
        memory: { ...known, intent: { ...createIntent, recordedAt: lately } },
        versions: [version(2), version(1)],
      },
      step: "DeleteAutoScalingConfiguration 1",
    },
    {
      title: "is another revision for a change",
      given: { versions: [version(1, { settings: other })], memory: known },
      step: "CreateAutoScalingConfiguration",
    },
    {
      title: "is the revision that is equal already",
      given: {
        versions: [version(2, { settings: other, isInUse: true }), version(1)],
        memory: { ...known, arn: arnOf(2) },
      },
      step: "Available",
    },
    {
      title: "is to delete what nobody uses any more",
      given: { versions: [version(2), version(1)], memory: { ...known, arn: arnOf(2) } },
      step: "DeleteAutoScalingConfiguration 1",
    },
    {
      title: "is none while App Runner says that it is used",
      given: { versions: [version(2), version(1, { isInUse: true })], memory: { ...known, arn: arnOf(2) } },
      step: "Available",
    },
    {
      title: "is a roll-out while services use the earlier one",
      given: {
        versions: [version(2), version(1)],
        memory: { ...known, arn: arnOf(2) },
        users: [user("a", { autoScalingConfigurationArn: arnOf(1), serviceStatus: "RUNNING" })],
      },
      step: "RollingOut",
    },
    {
      title: "is none while all that are left are paused",
      given: {
        versions: [version(2), version(1)],
        memory: { ...known, arn: arnOf(2) },
        users: [user("a", { autoScalingConfigurationArn: arnOf(1), serviceStatus: "PAUSED" })],
      },
      step: "Available",
    },
    {
      title: "never is to delete what was adopted and superseded",
      given: { versions: [version(2), version(1, {}, "adopted")], memory: { ...known, arn: arnOf(2) } },
      step: "Available",
    },
    {
      title: "is to tag what belongs to an earlier incarnation of the object",
      given: {
        metadata: { uid: "uid-2" },
        versions: [version(1, { tags: new Map([...version(1).tags, ["apprunner-operator.dev/uid", "uid-0"]]) })],
      },
      step: "TagResource 1",
    },
    {
      title: "is to put tags back that were taken off",
      given: { versions: [version(1, { tags: new Map() })], memory: known },
      step: "TagResource 1",
    },
    {
      title: "is to set a tag that the manifest names",
      given: { spec: { maxConcurrency: 50, tags: [{ key: "team" }] }, versions: [version(1)], memory: known },
      step: "TagResource 1",
    },
    {
      title: "is to remove a tag that the manifest names no more",
      given: {
        versions: [version(1, { tags: new Map([...version(1).tags, ["team", "a"]]) })],
        memory: { ...known, appliedTagKeys: ["team"] },
      },
      step: "UntagResource 1",
    },
  ])("$title", ({ given, step }) => {
    expect(decide(given)).toBe(step);
  });

  it.each<{ title: string; given: Situation; step: string }>([
    {
      title: "an unowned one is refused by default",
      given: { versions: [version(1, { tags: new Map() })] },
      step: "AlreadyExists",
    },
    {
      title: "an unowned one is tagged when it may be adopted",
      given: {
        spec: { maxConcurrency: 50, adoption: { policy: "IfUnowned" } },
        versions: [version(1, { tags: new Map() })],
      },
      step: "TagResource 1",
    },
    {
      title: "somebody else's is refused",
      given: { spec: { adoption: { policy: "IfUnowned" } }, versions: [version(1, { tags: foreignTags })] },
      step: "OwnershipConflict",
    },
    {
      title: "somebody else's is taken over from the owner that is named",
      given: {
        spec: { adoption: { policy: "Takeover", takeoverFrom: "cluster-1/shop/other" } },
        versions: [version(1, { tags: foreignTags })],
      },
      step: "TagResource 1",
    },
    {
      title: "one that differs is not adopted",
      given: { versions: [version(1, { settings: other }, "adopting")] },
      step: "AdoptionDiffers",
    },
    {
      title: "one that differs is adopted when told to apply",
      given: {
        spec: { maxConcurrency: 50, adoption: { policy: "IfUnowned", onDifference: "Apply" } },
        versions: [version(1, { settings: other }, "adopting")],
      },
      step: "TagResource 1",
    },
    {
      title: "a name that somebody else has a revision of gets no revision of ours",
      given: { versions: [version(2, { tags: foreignTags }), version(1, { settings: other })], memory: known },
      step: "OwnershipConflict",
    },
    {
      title: "an ARN that names nothing is told",
      given: { spec: { adoption: { arn: arnOf(9) } }, metadata: { finalizers: [], annotations: {} } },
      step: "AdoptionTargetMissing",
    },
  ])("of what exists already: $title", ({ given, step }) => {
    expect(decide(given)).toBe(step);
  });

  it.each<{ title: string; given: Situation; step: string }>([
    { title: "what is not there lets the object go", given: {}, step: "release" },
    { title: "what is ours is deleted", given: { versions: [version(1)] }, step: "DeleteAutoScalingConfiguration 1" },
    { title: "what was adopted is let go", given: { versions: [version(1, {}, "adopted")] }, step: "UntagResource 1" },
    {
      title: "what was adopted is deleted when told to",
      given: { spec: { deletionPolicy: "Delete" }, versions: [version(1, {}, "adopted")] },
      step: "DeleteAutoScalingConfiguration 1",
    },
    {
      title: "what is half adopted is let go whatever is told",
      given: { spec: { deletionPolicy: "Delete" }, versions: [version(1, {}, "adopting")] },
      step: "UntagResource 1",
    },
    { title: "somebody else's stays", given: { versions: [version(1, { tags: foreignTags })] }, step: "release" },
    {
      title: "its users are waited for",
      given: { versions: [version(1)], users: [user("a")] },
      step: "WaitingForUsers",
    },
    {
      title: "with Retain, nobody is waited for",
      given: { spec: { deletionPolicy: "Retain" }, versions: [version(1)], users: [user("a")] },
      step: "UntagResource 1",
    },
    {
      title: "a user outside of the cluster is named",
      given: { versions: [version(1, { isInUse: true, usedBy: ["arn:aws:apprunner:::service/x/1"] })] },
      step: "DeletionBlocked",
    },
    {
      title: "the account's default is handed back first",
      given: { versions: [version(1, { isDefault: true })] },
      step: "UpdateDefaultAutoScalingConfiguration",
    },
    {
      title: "what a lost answer may have made is looked for",
      given: { memory: { intent: { ...createIntent, recordedAt: lately } } },
      step: "Deleting",
    },
  ])("of an object that is being deleted: $title", ({ given, step }) => {
    expect(decide({ ...given, metadata: { ...deleted, ...given.metadata } })).toBe(step);
  });

  it.each<{ title: string; given: Situation; step: string }>([
    { title: "the finalizer comes off", given: { versions: [version(1)] }, step: "release" },
    {
      title: "what is there is told",
      given: { metadata: { finalizers: [], annotations: {} }, versions: [version(1, { tags: foreignTags })] },
      step: "Available",
    },
    {
      title: "what differs is told",
      given: { metadata: { finalizers: [], annotations: {} }, versions: [version(1, { settings: other })] },
      step: "Drifted",
    },
    { title: "what is missing is told", given: { metadata: { finalizers: [], annotations: {} } }, step: "NotFound" },
  ])("of an object that only observes: $title", ({ given, step }) => {
    expect(decide({ ...given, spec: { maxConcurrency: 50, managementPolicy: "Observe" } })).toBe(step);
  });

  it.each<{ title: string; given: Situation; step: string }>([
    { title: "a loss is told", given: { memory: known }, step: "DeletedElsewhere" },
    {
      title: "an edit is applied",
      given: { versions: [version(1, { settings: other })], memory: known },
      step: "CreateAutoScalingConfiguration",
    },
  ])("of an object that reports drift: $title", ({ given, step }) => {
    expect(decide({ ...given, spec: { maxConcurrency: 50, managementPolicy: "ReportDrift" } })).toBe(step);
  });

  it("tells why an earlier revision stays that is the account's default, and what moves that on", () => {
    const given = { versions: [version(2), version(1, { isDefault: true })], memory: { ...known, arn: arnOf(2) } };
    expect(plan(situation(given))).toMatchObject({
      type: "finish",
      outcome: {
        reason: "Available",
        message: `the revision is active; the earlier ${arnOf(1)} stays, since it is the account's default: \`default: true\` passes that on, \`default: false\` hands it back`,
      },
    });
    const handsBack = { ...given, spec: { maxConcurrency: 50, default: false } };
    expect(decide(handsBack)).toBe("UpdateDefaultAutoScalingConfiguration");
  });

  it("goes back to App Runner's default for a setting that is named no more, and keeps what was never named", () => {
    const live = new Map([
      ["maxConcurrency", 50],
      ["minSize", 3],
      ["maxSize", 25],
    ]);
    const decision = plan(situation({ spec: {}, versions: [version(1, { settings: live })], memory: known }));
    expect(decision).toMatchObject({
      call: { operation: "CreateAutoScalingConfiguration", input: { MaxConcurrency: 100, MinSize: 3, MaxSize: 25 } },
    });
  });
});
