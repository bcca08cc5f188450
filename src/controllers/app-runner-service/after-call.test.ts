import { describe, expect, it } from "vitest";
import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall } from "../../aws/port.ts";
import { ownershipTagKeys } from "../engine/ownership.ts";
import { afterCall, afterRefusal } from "./after-call.ts";
import type { ServiceMemory } from "./memory.ts";
import { minutesAgo, nowMs, ownTags, present, service, serviceArn } from "./testing/samples.ts";

const recordedAt = minutesAgo(0).toISOString();
const update: AppRunnerCall = { operation: "UpdateService", input: { ServiceArn: serviceArn } };
const memory: ServiceMemory = {
  intent: { call: "UpdateService", configurationHash: "hash", deploymentToken: "t1", recordedAt },
};

describe("after a call that App Runner accepted", () => {
  it("the operation that it named is followed, and the intent kept until that ends", () => {
    const after = afterCall(memory, present(), { call: update, answer: { OperationId: "op-1" }, nowMs });
    expect(after.observation).toBeUndefined();
    expect(after.memory).toMatchObject({
      ...memory,
      serviceStatus: "OPERATION_IN_PROGRESS",
      operation: { id: "op-1", type: "UPDATE_SERVICE", status: "IN_PROGRESS", startedAt: recordedAt },
      deploymentToken: "t1",
    });
  });

  it("no operation is made up where it named none", () => {
    const after = afterCall(memory, present(), { call: update, answer: {}, nowMs });
    expect(after.observation).toBeUndefined();
    expect(after.memory.operation).toBeUndefined();
    expect(after.memory.intent).toEqual(memory.intent);
  });

  it("the retry that asked for it is answered, and the failure before it forgotten", () => {
    const failed: ServiceMemory = {
      intent: { call: "UpdateService", retryRequestedAt: "r1", recordedAt },
      failure: { reason: "UpdateFailed", message: "", failedAt: recordedAt },
    };
    const after = afterCall(failed, present(), { call: update, answer: { OperationId: "op-1" }, nowMs });
    expect(after.memory).toMatchObject({ lastHandledRetryRequestedAt: "r1" });
    expect(after.memory.failure).toBeUndefined();
  });

  it("what CreateService shows of the new service is remembered, so that nobody has to look for it", () => {
    const call: AppRunnerCall = {
      operation: "CreateService",
      input: { ServiceName: "orders", SourceConfiguration: {} },
    };
    const answer = { OperationId: "op-1", Service: service({ Status: "OPERATION_IN_PROGRESS" }) };
    const after = afterCall({}, { state: "absent" }, { call, answer, nowMs });
    expect(after.memory).toMatchObject({ arn: serviceArn, origin: "created", serviceStatus: "OPERATION_IN_PROGRESS" });
  });

  it("the tags are as they were set, without reading them again", () => {
    const Tags = [{ Key: "team", Value: "b" }];
    const call: AppRunnerCall = { operation: "TagResource", input: { ResourceArn: serviceArn, Tags } };
    const before = present({}, { tags: new Map([...ownTags(), ["team", "a"]]) });
    const after = afterCall(memory, before, { call, answer: {}, nowMs });
    expect(after.memory.intent).toBeUndefined();
    expect(after.observation).toMatchObject({ state: "present", tags: new Map([...ownTags(), ["team", "b"]]) });
  });

  it("the tags that were removed are gone", () => {
    const call: AppRunnerCall = { operation: "UntagResource", input: { ResourceArn: serviceArn, TagKeys: ["team"] } };
    const before = present({}, { tags: new Map([...ownTags(), ["team", "a"]]) });
    const after = afterCall(memory, before, { call, answer: {}, nowMs });
    expect(after.observation).toMatchObject({ tags: ownTags() });
  });

  it("the keys of tags that were set and removed are remembered, but not our own", () => {
    const Tags = [{ Key: "team", Value: "b" }];
    const tag: AppRunnerCall = { operation: "TagResource", input: { ResourceArn: serviceArn, Tags } };
    const set = afterCall({ appliedTagKeys: ["stage"] }, present(), { call: tag, answer: {}, nowMs });
    expect(set.memory.appliedTagKeys).toEqual(["stage", "team"]);
    const untag: AppRunnerCall = { operation: "UntagResource", input: { ResourceArn: serviceArn, TagKeys: ["stage"] } };
    const removed = afterCall(set.memory, present(), { call: untag, answer: {}, nowMs });
    expect(removed.memory.appliedTagKeys).toEqual(["team"]);
  });

  it("a claim is believed only when its tags were read again", () => {
    const Tags = [...ownTags("adopting")].map(([Key, Value]) => ({ Key, Value }));
    const call: AppRunnerCall = { operation: "TagResource", input: { ResourceArn: serviceArn, Tags } };
    const after = afterCall(memory, present(), { call, answer: {}, nowMs });
    expect(after.observation).toBeUndefined();
    expect(after.memory.appliedTagKeys).toEqual([]);
  });

  it("a service that was let go is not ours any more, so that nobody claims it back", () => {
    const TagKeys = [...ownershipTagKeys];
    const call: AppRunnerCall = { operation: "UntagResource", input: { ResourceArn: serviceArn, TagKeys } };
    const after = afterCall({ ...memory, origin: "created" }, present(), { call, answer: {}, nowMs });
    expect(after.memory.origin).toBeUndefined();
    expect(after.observation).toMatchObject({ tags: new Map() });
  });
});

describe("after a call that failed", () => {
  it.each<{ errorClass: AwsErrorClass; open: boolean }>([
    { errorClass: "transient", open: true },
    { errorClass: "malformed", open: true },
    { errorClass: "throttled", open: false },
    { errorClass: "busy", open: false },
    { errorClass: "notFound", open: false },
    { errorClass: "alreadyExists", open: false },
    { errorClass: "rolePropagation", open: false },
    { errorClass: "quota", open: false },
    { errorClass: "accessDenied", open: false },
    { errorClass: "credentials", open: false },
    { errorClass: "invalid", open: false },
  ])("as $errorClass it is open whether it took effect: $open", ({ errorClass, open }) => {
    expect(afterRefusal(memory, errorClass).intent !== undefined).toBe(open);
  });
});
