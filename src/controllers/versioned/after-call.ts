import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall } from "../../aws/port.ts";
import type { AcceptedCall } from "../engine/kind.ts";
import { ourPrefix } from "../engine/ownership.ts";
import { remember, type VersionedMemory } from "./memory.ts";
import { noFacts, type VersionedModel, type VersionedResource } from "./model.ts";
import type { Observation } from "./observation.ts";

interface AfterCall {
  readonly memory: VersionedMemory;
  /** What there is now; undefined: the pass is over, since it has to be read again. */
  readonly observation: Observation | undefined;
}

/** Draws the conclusions from an accepted call, without asking AWS again. */
export function afterCall<Resource extends VersionedResource>(
  model: VersionedModel<Resource>,
  memory: VersionedMemory,
  observation: Observation,
  { call, answer, nowMs }: AcceptedCall,
): AfterCall {
  const done = remember(memory, { intent: undefined });
  switch (call.operation) {
    case "TagResource":
    case "UntagResource":
      return {
        memory: done,
        // Whose it is now, only reading the tags again can tell: another cluster may have tagged it, too.
        observation: claimsOwnership(call) ? undefined : retagged(observation, call),
      };
    case "UpdateDefaultAutoScalingConfiguration":
      return { memory: done, observation: undefined };
    default:
      if (call.operation.startsWith("Update")) {
        return {
          memory: remember(done, { appliedFields: memory.intent?.fields, acceptedHash: memory.sentHash }),
          observation: undefined,
        };
      }
      // Where App Runner takes its time to delete, it is looked at until it is gone.
      return call.operation.startsWith("Delete")
        ? { memory: done, observation: model.pending === undefined ? without(observation, call) : undefined }
        : created(model, memory, observation, { call, answer, nowMs });
  }
}

function created<Resource extends VersionedResource>(
  model: VersionedModel<Resource>,
  memory: VersionedMemory,
  observation: Observation,
  { call, answer, nowMs }: AcceptedCall,
): AfterCall {
  const version = model.createdVersion(answer);
  if (version === undefined) return { memory, observation: undefined };
  const tags = new Map(
    ("Tags" in call.input ? (call.input.Tags ?? []) : []).map(({ Key = "", Value = "" }) => [Key, Value]),
  );
  const superseded = memory.arn === undefined ? memory.superseded : [...(memory.superseded ?? []), { arn: memory.arn }];
  return {
    memory: remember(
      memory,
      {
        arn: version.arn,
        origin: "created",
        intent: undefined,
        appliedFields: memory.intent?.fields,
        acceptedHash: memory.sentHash,
        ...(model.usedBy === undefined
          ? {}
          : {
              superseded,
              // Nobody takes it before it is decided who is first.
              rollout: { arn: version.arn, startedAt: new Date(nowMs).toISOString(), admitted: [] },
            }),
      },
      { ...noFacts(model), ...version.facts },
    ),
    observation: { versions: [{ ...version, tags }, ...observation.versions] },
  };
}

function claimsOwnership(call: AppRunnerCall<"TagResource" | "UntagResource">): boolean {
  return call.operation === "TagResource" && (call.input.Tags ?? []).some(({ Key = "" }) => Key.startsWith(ourPrefix));
}

function retagged({ versions }: Observation, call: AppRunnerCall<"TagResource" | "UntagResource">): Observation {
  return {
    versions: versions.map((version) => {
      if (version.arn !== call.input.ResourceArn) return version;
      const tags = new Map(version.tags);
      if (call.operation === "TagResource") {
        for (const { Key = "", Value = "" } of call.input.Tags ?? []) tags.set(Key, Value);
      } else {
        for (const key of call.input.TagKeys ?? []) tags.delete(key);
      }
      return { ...version, tags };
    }),
  };
}

function without({ versions }: Observation, call: AppRunnerCall): Observation {
  const members: readonly unknown[] = Object.values(call.input);
  return { versions: versions.filter(({ arn }) => !members.includes(arn)) };
}

/** After these errors it is open whether the call took effect; after all others it is certain that it did not. */
const openClasses: readonly AwsErrorClass[] = ["transient", "malformed"];

/** A call that App Runner certainly refused leaves nothing to look for, so its intent is dropped. */
export function afterRefusal(memory: VersionedMemory, errorClass: AwsErrorClass): VersionedMemory {
  return openClasses.includes(errorClass) ? memory : remember(memory, { intent: undefined });
}
