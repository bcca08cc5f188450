import { isJsonObject } from "../base/json.ts";
import type { KubeObject, ResourceType, WatchEvent } from "./client.ts";
import { decodeJsonObject, decodeObject } from "./decode-json.ts";
import { decodeStatus } from "./decode-status.ts";
import { splitLines } from "./json-lines.ts";
import { KubeTransportError } from "./kube-error.ts";

/**
 * The frames of a watch. Throws a KubeApiError for an ERROR frame, and a KubeTransportError for one that is cut off or
 * not understood.
 */
export async function* decodeWatch<T extends KubeObject>(
  chunks: AsyncIterable<Uint8Array>,
  type: ResourceType,
  what: string,
): AsyncGenerator<WatchEvent<T>> {
  for await (const line of splitLines(chunks)) {
    if (!line.complete) throw new KubeTransportError(`${what}: the stream ended within a frame`);
    yield decodeFrame<T>(line.text, type, what);
  }
}

function decodeFrame<T extends KubeObject>(text: string, type: ResourceType, what: string): WatchEvent<T> {
  const { type: frameType, object } = decodeJsonObject(text, what);
  switch (frameType) {
    case "ADDED":
    case "MODIFIED":
    case "DELETED":
      return { type: frameType, object: decodeObject<T>(object, type, what) };
    case "BOOKMARK": {
      const metadata = isJsonObject(object) ? object["metadata"] : undefined;
      const resourceVersion = isJsonObject(metadata) ? metadata["resourceVersion"] : undefined;
      if (typeof resourceVersion !== "string") {
        throw new KubeTransportError(`${what}: a bookmark has no metadata.resourceVersion`);
      }
      return { type: "BOOKMARK", resourceVersion };
    }
    case "ERROR":
      throw decodeStatus(object, what);
    default:
      throw new KubeTransportError(`${what}: a frame of an unknown type`);
  }
}
