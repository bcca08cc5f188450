/**
 * Splits a stream into lines of text, each as soon as its line feed has come. The last line may lack one; empty lines
 * are left out. `complete` tells a line that was ended from one that the end of the stream cut off.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly text: string; readonly complete: boolean }> {
  const decoder = new TextDecoder();
  let pending: string[] = [];
  for await (const chunk of chunks) {
    const parts = decoder.decode(chunk, { stream: true }).split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      const text = pending.join("") + part;
      pending = [];
      if (text.trim() !== "") yield { text, complete: true };
    }
    if (last !== "") pending.push(last);
  }
  const text = pending.join("") + decoder.decode();
  if (text.trim() !== "") yield { text, complete: false };
}
