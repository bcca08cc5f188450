import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { createMask } from "./mask.ts";

describe("createMask", () => {
  const one = "01234567-89ab-cdef-0123-456789abcdef";
  const two = "76543210-89ab-cdef-0123-456789abcdef";
  const cases: readonly (readonly [title: string, bodies: readonly Json[], expected: readonly Json[]])[] = [
    [
      "names identities after the step that brought them, also within texts",
      [{ uid: two }, { message: `${one} is not ${two}` }],
      [{ uid: "<uid 1 of a>" }, { message: "<uid 1 of b> is not <uid 1 of a>" }],
    ],
    [
      "keeps whether a resource version is one seen before, also within texts",
      [
        { metadata: { resourceVersion: "71" } },
        { metadata: { resourceVersion: "95" } },
        { metadata: { resourceVersion: "71" }, message: "resourceVersion is not 95 but 71, nor 9 or 711" },
        { message: "at most 71" },
      ],
      [
        { metadata: { resourceVersion: "<version 1 of a>" } },
        { metadata: { resourceVersion: "<version 1 of b>" } },
        {
          message: "resourceVersion is not <version 1 of b> but <version 1 of a>, nor 9 or 711",
          metadata: { resourceVersion: "<version 1 of a>" },
        },
        { message: "at most 71" },
      ],
    ],
    [
      "hides the version of a collection, and what it is continued with",
      [{ metadata: { resourceVersion: "71", continue: "abc" }, items: [{ metadata: { resourceVersion: "70" } }] }],
      [
        {
          metadata: { resourceVersion: "<version>", continue: "<token>" },
          items: [{ metadata: { resourceVersion: "<version 1 of a>" } }],
        },
      ],
    ],
    [
      "shows an empty version and an empty continuation",
      [{ metadata: { resourceVersion: "", continue: "" }, items: [] }],
      [{ metadata: { resourceVersion: "", continue: "" }, items: [] }],
    ],
    [
      "hides the version of a bookmark, but not of other frames",
      [
        { type: "BOOKMARK", object: { metadata: { resourceVersion: "9" } } },
        { type: "ADDED", object: { metadata: { resourceVersion: "7" } } },
      ],
      [
        { type: "BOOKMARK", object: { metadata: { resourceVersion: "<version>" } } },
        { type: "ADDED", object: { metadata: { resourceVersion: "<version 1 of b>" } } },
      ],
    ],
    [
      "tells times of seconds from times of microseconds",
      [["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456Z"]],
      [["<time>", "<micro time>"]],
    ],
    [
      "hides ages only in cells",
      [{ rows: [{ cells: ["web", "3m20s", 5] }] }, { rows: [], note: "5s" }],
      [{ rows: [{ cells: ["web", "<age>", 5] }] }, { rows: [], note: "5s" }],
    ],
    [
      "hides an object that a message quotes",
      [{ message: String.raw`patch: Invalid value: "{\"apiVersion\":\"v1\",\"a\":\"\\\"\"}": unknown field "b"` }],
      [{ message: `patch: Invalid value: "<object>": unknown field "b"` }],
    ],
    ["leaves out managed fields", [{ metadata: { managedFields: [{}], name: "a" } }], [{ metadata: { name: "a" } }]],
  ];
  it.each(cases)("%s", (_title, bodies, expected) => {
    const mask = createMask(new Map());
    const masked = bodies.map((body, index) => {
      mask.startStep(String.fromCodePoint("a".charCodeAt(0) + index));
      return mask.body(body);
    });
    expect(masked).toEqual(expected);
  });

  it("names what was captured", () => {
    const mask = createMask(new Map([["made", "web-x7k2p"]]));
    expect(mask.text("configmaps web-x7k2p")).toBe("configmaps {{made}}");
  });
});
