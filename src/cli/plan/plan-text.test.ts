import { expect, it } from "vitest";
import { planText } from "./plan-text.ts";

it("a plan shows no command to the terminal in what is said about a call or an object", () => {
  const object = { kind: "AppRunnerService", namespace: "shop", name: "web" };
  const call = { object, operation: "TagResource", effect: "tags", because: "\u001b[2J", changes: [] } as const;
  const end = { object, isReady: false, isStalled: true, isUnread: false, reason: "Rejected", message: "\u001b[2J" };
  const refused = [{ object, problem: "\u001b[2J" }];
  const text = planText({ calls: [call], ends: [end], refused, isUnfinished: false }, { isColoured: false });
  expect(text).not.toContain("\u001b");
  expect(text.match(/\\u001b\[2J/g)).toHaveLength(3);
});

it.each([
  ["plain text as it is", "blue", "tags[colour]: blue"],
  ["several lines on one", "a\nb", String.raw`tags[colour]: "a\nb"`],
  ["no command to the terminal", "\u001b[2Jb", String.raw`tags[colour]: "\u001b[2Jb"`],
  ["no command of one byte either", "\u009b2Jb", String.raw`tags[colour]: "\u009b2Jb"`],
  ["no turned writing", "a\u202eb", String.raw`tags[colour]: "a\u202eb"`],
])("a plan shows %s", (_title, after, shown) => {
  const call = {
    object: { kind: "AppRunnerService", namespace: "shop", name: "web" },
    operation: "TagResource",
    effect: "tags",
    because: "tags differ",
    changes: [{ field: "tags[colour]", after }],
  } as const;
  const text = planText({ calls: [call], ends: [], refused: [], isUnfinished: false }, { isColoured: false });
  expect(text.split("\n")).toContain(`       ${shown}`);
});
