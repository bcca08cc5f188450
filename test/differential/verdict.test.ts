import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import type { Exclusion } from "./exclusion.ts";
import { judge, type Verdict } from "./verdict.ts";

describe("judge", () => {
  const real = [
    { step: "s: create", answer: { status: 201, body: { generation: 1, items: [{ n: 1 }, { n: 2 }] } } },
    { step: "s: get", answer: { status: 200, body: {} } },
  ];
  const answering = (first: Json): typeof real => [{ step: "s: create", answer: first as never }, ...real.slice(1)];
  const other = answering({ status: 201, body: { generation: 2, items: [{ n: 1 }, { n: 2 }] } });
  const excluding = (at?: readonly string[], step = "s: create"): readonly Exclusion[] => [
    { reason: "known", steps: [step], ...(at === undefined ? {} : { at }) },
  ];
  const difference = { step: "s: create", at: "body.generation", left: 1, right: 2 };

  const cases: readonly (readonly [string, typeof real, readonly Exclusion[], Verdict])[] = [
    ["passes equal answers", real, [], { compared: 2, equal: 2, excluded: 0, unexpected: [], stale: [] }],
    [
      "tells a difference that no exclusion names",
      other,
      [],
      { compared: 2, equal: 1, excluded: 0, unexpected: [difference], stale: [] },
    ],
    [
      "tells no more than the status and the message when the status differs",
      answering({ status: 400, body: { kind: "Status", message: "no" } }),
      [],
      {
        compared: 2,
        equal: 1,
        excluded: 0,
        unexpected: [{ step: "s: create", at: "status", left: 201, right: [400, "no"] }],
        stale: [],
      },
    ],
    [
      "accepts a difference at an excluded place",
      other,
      excluding(["body.generation"]),
      { compared: 2, equal: 1, excluded: 1, unexpected: [], stale: [] },
    ],
    [
      "accepts a difference below an excluded place",
      other,
      excluding(["body"]),
      { compared: 2, equal: 1, excluded: 1, unexpected: [], stale: [] },
    ],
    [
      "accepts any difference of a step that is excluded as a whole",
      other,
      excluding(),
      { compared: 2, equal: 1, excluded: 1, unexpected: [], stale: [] },
    ],
    [
      "accepts a difference in any item of a list",
      answering({ status: 201, body: { generation: 1, items: [{ n: 5 }, { n: 6 }] } }),
      excluding(["body.items[*].n"]),
      { compared: 2, equal: 1, excluded: 1, unexpected: [], stale: [] },
    ],
    [
      "does not take one member's name for the start of another's",
      other,
      excluding(["body.gen"]),
      { compared: 2, equal: 1, excluded: 0, unexpected: [difference], stale: ["s: create # body.gen"] },
    ],
    [
      "tells an exclusion that hides nothing any more",
      real,
      excluding(["body.generation"]),
      { compared: 2, equal: 2, excluded: 0, unexpected: [], stale: ["s: create # body.generation"] },
    ],
    [
      "tells an exclusion of a step that does not exist",
      real,
      excluding(undefined, "s: patch"),
      { compared: 2, equal: 2, excluded: 0, unexpected: [], stale: ["s: patch # "] },
    ],
  ];
  it.each(cases)("%s", (_title, answers, exclusions, expected) => {
    expect(judge(real, answers, exclusions)).toEqual(expected);
  });

  it("refuses to compare different steps", () => {
    expect(() => judge(real, real.toReversed(), [])).toThrow("the answer to s: create is compared with that to s: get");
  });
});
