import type { Json } from "../../src/base/json.ts";

/**
 * Reads the frames of a watch, one JSON text per line, until there are `count` of them or the server ends the stream.
 * Frames beyond `count` that came in the same chunk are left out.
 */
export async function readFrames(chunks: AsyncIterable<Uint8Array>, count: number | "all"): Promise<readonly Json[]> {
  const decoder = new TextDecoder();
  const frames: Json[] = [];
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      frames.push(JSON.parse(line) as Json);
      if (frames.length === count) return frames;
    }
  }
  return frames;
}
