import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxScrubbedLength, scrub } from "./scrub.ts";

describe("a scrubbed text", () => {
  it.each([
    { what: "the value itself", text: "bad 'hunter22' here", values: ["hunter22"], scrubbed: "bad '***' here" },
    { what: "each occurrence", text: "hunter22 hunter22", values: ["hunter22"], scrubbed: "*** ***" },
    {
      what: "the value inside JSON",
      text: String.raw`{"a":"x\"y\\z\n1"}`,
      values: ['x"y\\z\n1'],
      scrubbed: '{"a":"***"}',
    },
    {
      what: "the value in a URL",
      text: "at https://h/?p=a%2Fb%20c%3D",
      values: ["a/b c="],
      scrubbed: "at https://h/?p=***",
    },
    {
      what: "a value over several lines, joined",
      text: "key one two end",
      values: ["one\n  two"],
      scrubbed: "key *** end",
    },
    {
      what: "a value whose end is cut off",
      text: "got 0123456789abcd... (cut)",
      values: ["0123456789abcdef0123"],
      scrubbed: "got ***... (cut)",
    },
    { what: "values that overlap, as one", text: "xabcdefy", values: ["abcd", "cdef"], scrubbed: "x***y" },
    { what: "a value that holds another", text: "see abcdefgh", values: ["cdef", "abcdefgh"], scrubbed: "see ***" },
    {
      what: "a short value where it is quoted",
      text: "Value 'on' at 'on.off' is on",
      values: ["on"],
      scrubbed: "Value '***' at 'on.off' is on",
    },
    { what: "nothing for an empty value", text: "as '' is", values: [""], scrubbed: "as '' is" },
    { what: "what a replacement makes", text: "cbahunter22", values: ["hunter22", "a***", "b***"], scrubbed: "c***" },
    { what: "what joining lines makes", text: "see one\n\ttwo", values: ["one two"], scrubbed: "see ***" },
    { what: "stars that are a value", text: "********", values: ["****"], scrubbed: "***" },
  ])("lacks $what", ({ text, values, scrubbed }) => {
    expect(scrub(text, values)).toBe(scrubbed);
  });

  it.each([
    {
      what: "request ids",
      text: "No (Service: AppRunner, Status Code: 400, Request ID: 0f3c5d6e-7a8b-49c0-a1b2-c3d4e5f60718)",
      scrubbed: "No (Service: AppRunner, Status Code: 400)",
    },
    {
      what: "request ids in brackets",
      text: "No (request id: 0f3c5d6e-7a8b-49c0-a1b2-c3d4e5f60718) at all",
      scrubbed: "No at all",
    },
    {
      what: "request ids of another spelling",
      text: "No. RequestId: 0f3c5d6e-7a8b-49c0-a1b2-c3d4e5f60718",
      scrubbed: "No.",
    },
    { what: "line ends and runs of space", text: " a\r\n\tb\u2028c  d ", scrubbed: "a b c d" },
    {
      what: "times of a signature",
      text: "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z",
      scrubbed: "Signature expired: <time> is now earlier than <time>",
    },
    {
      what: "the signed headers",
      text: "Check your key.\n\nThe Canonical String for this request should have been\n'POST\nx-amz-security-token:abc'",
      scrubbed: "Check your key.",
    },
    {
      what: "encoded messages, new in each answer",
      text: "not authorized. Encoded authorization failure message: aB3_x-9",
      scrubbed: "not authorized.",
    },
  ])("lacks $what", ({ text, scrubbed }) => {
    expect(scrub(text, [])).toBe(scrubbed);
  });

  it("is bounded, and says that it was cut", () => {
    const scrubbed = scrub("x".repeat(5_000), []);
    expect(scrubbed).toHaveLength(maxScrubbedLength);
    expect(scrubbed.endsWith("x...")).toBe(true);
  });

  it("is never cut inside a character", () => {
    expect(scrub(`x${"\u{1f600}".repeat(1_000)}`, []).isWellFormed()).toBe(true);
  });
});

describe("for any text and values", () => {
  // Values made of few characters, of the marker's and of separators, so that they overlap and meet the replacements.
  const awkward = fc.string({
    unit: fc.constantFrom("a", "b", "*", ".", " ", "\n", '"', "%", "/", "'"),
    minLength: 1,
    maxLength: 30,
  });
  const value = fc.oneof(
    awkward,
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom("...", "a...", "<time>", "Request ID"),
  );
  const echoes = (text: string): readonly string[] => [
    text,
    JSON.stringify(text),
    encodeURIComponent(text.toWellFormed()),
  ];
  const echoing = fc.array(value, { minLength: 1, maxLength: 5 }).chain((values) =>
    fc.record({
      values: fc.constant(values),
      text: fc
        .array(fc.oneof(fc.constantFrom(...values.flatMap(echoes)), fc.string({ maxLength: 400 }), awkward), {
          maxLength: 12,
        })
        .map((parts) => parts.join("")),
    }),
  );

  it("no value of four or more characters is left", () => {
    fc.assert(
      fc.property(echoing, ({ text, values }) => {
        const scrubbed = scrub(text, values);
        const left = values.filter((sensitive) => sensitive.length >= 4 && scrubbed.includes(sensitive));
        expect(left).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("no quoted value is left", () => {
    fc.assert(
      fc.property(
        value.filter((one) => one.trim() !== "" && one !== "***"),
        (sensitive) => {
          expect(scrub(`Value '${sensitive}' is bad`, [sensitive])).not.toContain(`'${sensitive}'`);
        },
      ),
    );
  });

  it("the result is one line within the bound, and the same each time", () => {
    fc.assert(
      fc.property(echoing, ({ text, values }) => {
        const scrubbed = scrub(text, values);
        expect(scrubbed).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(scrubbed.length).toBeLessThanOrEqual(maxScrubbedLength);
        expect(scrub(text, values)).toBe(scrubbed);
      }),
    );
  });
});
