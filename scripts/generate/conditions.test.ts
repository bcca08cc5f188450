import { describe, expect, it } from "vitest";
import { conditionTypes } from "../../src/controllers/engine/condition-types.ts";
import { eventReasons } from "../../src/controllers/engine/event-reasons.ts";
import { reasons } from "../../src/controllers/engine/reasons.ts";
import { generateConditionsPage } from "./conditions.ts";

const page = generateConditionsPage().get("docs/reference/conditions.md") ?? "";

describe("the page of conditions", () => {
  it.each(Object.entries(reasons))(
    "tells of %s once, with its meaning and what to do",
    (reason, { meaning, action }) => {
      const rows = page.split("\n").filter((line) => line.startsWith(`| <a id="${reason.toLowerCase()}"></a>`));
      expect(rows).toHaveLength(1);
      expect(rows[0]).toContain(meaning);
      expect(rows[0]).toContain(action);
    },
  );

  it.each([...Object.keys(conditionTypes), ...Object.keys(eventReasons)])("tells of %s", (name) => {
    expect(page).toContain(`| \`${name}\` |`);
  });
});
