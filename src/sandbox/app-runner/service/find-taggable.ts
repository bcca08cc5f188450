import type { CallContext } from "../state/call-context.ts";
import { findExisting, findVisible } from "./find-service.ts";

/** Something that has tags. */
interface Taggable {
  readonly tags: Map<string, string>;
}

/**
 * What an ARN names, for reading its tags.
 * @throws {Fault} ResourceNotFoundException
 */
export function findTagged(arn: string, context: CallContext): Taggable {
  const { configurations, ingresses } = context.region;
  return [...configurations, ...ingresses].find((record) => record.arn === arn) ?? findVisible(arn, context);
}

/**
 * What an ARN names, for changing its tags: a deleted resource is gone.
 * @throws {Fault} ResourceNotFoundException
 */
export function findTaggable(arn: string, context: CallContext): Taggable {
  const { configurations, ingresses } = context.region;
  const record = [...configurations, ...ingresses].find((candidate) => candidate.arn === arn);
  return record === undefined || record.deletedAtMs !== undefined ? findExisting(arn, context) : record;
}
