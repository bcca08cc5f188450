import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "./json-lines.ts";

async function linesOf(chunks: readonly Uint8Array[]): Promise<readonly { text: string; complete: boolean }[]> {
  const lines = [];
  for await (const line of splitLines(
    (async function* () {
      yield* chunks;
    })(),
  ))
    lines.push(line);
  return lines;
}

describe("splitLines", () => {
  it.each<[string, string, readonly (readonly [string, boolean])[]]>([
    ["nothing", "", []],
    [
      "lines",
      "a\nb\n",
      [
        ["a", true],
        ["b", true],
      ],
    ],
    [
      "a line that was cut off",
      "a\nb",
      [
        ["a", true],
        ["b", false],
      ],
    ],
    ["no empty lines", "\n\na\r\n \n", [["a\r", true]]],
  ])("yields %s", async (_name, text, expected) => {
    const lines = await linesOf([new TextEncoder().encode(text)]);
    expect(lines.map((line) => [line.text, line.complete])).toEqual(expected);
  });

  it("does not depend on where the chunks begin and end, also within a character", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n"), maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (text, size) => {
          const bytes = new TextEncoder().encode(text);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect(await linesOf(chunks)).toEqual(await linesOf([bytes]));
        },
      ),
    );
  });
});
