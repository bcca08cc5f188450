import type { AppRunnerPort } from "../../aws/port.ts";
import { tagsOf, unlessGone } from "../engine/read-resource.ts";
import type { ObservedVersion, VersionedModel, VersionedResource, Search } from "./model.ts";

/** What App Runner has under the object's name. */
export interface Observation {
  /** The newest first, whosever they are. */
  readonly versions: readonly ObservedVersion[];
}

/** Reads every version of the name and its tags. */
export async function observe<Resource extends VersionedResource>(
  model: VersionedModel<Resource>,
  search: Search<Resource>,
): Promise<Observation> {
  const versions: ObservedVersion[] = [];
  for (const version of await model.list(search)) {
    const tags = await readTags(search.port, version.arn, search.signal);
    if (tags !== undefined) versions.push({ ...version, tags });
  }
  return { versions };
}

function readTags(port: AppRunnerPort, arn: string, signal: AbortSignal): Promise<ObservedVersion["tags"] | undefined> {
  return unlessGone(async () => tagsOf(await port.call("ListTagsForResource", { ResourceArn: arn }, { signal })));
}
