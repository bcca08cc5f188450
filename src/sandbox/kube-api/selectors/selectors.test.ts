import { describe, expect, it } from "vitest";
import { parseFieldSelector } from "./field-selector.ts";
import { parseLabelSelector } from "./label-selector.ts";

const labels = { app: "web", tier: "front", size: "3", empty: "" };

describe("a label selector", () => {
  it.each<readonly [selector: string, selects: boolean]>([
    ["", true],
    ["app", true],
    ["!app", false],
    ["!other", true],
    ["app=web", true],
    ["app==web", true],
    ["app!=web", false],
    ["other!=web", true],
    ["app in (web, api)", true],
    ["app in (api)", false],
    ["app notin (api),tier=front", true],
    ["other notin (api)", true],
    ["empty=", true],
    ["app=", false],
    ["empty in ()", true],
    ["size>2", true],
    ["size<3", false],
    [" app = web ", true],
    ["in=out", false],
  ])("%s selects: %s", (selector, selects) => {
    expect(parseLabelSelector(selector)(labels)).toBe(selects);
  });

  it.each<readonly [selector: string, message: string]>([
    ["a===b", "unable to parse requirement: found '=', expected: identifier"],
    [",", "found ',', expected: !, identifier, or 'end of string'"],
    ["a,", "found '', expected: identifier after ','"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["a in b", "unable to parse requirement: found 'b' expected: '('"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
  ])("%s is refused", (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});

describe("a field selector", () => {
  const known = ["metadata.name", "type"];
  it.each<readonly [selector: string, selects: boolean]>([
    ["metadata.name=a", true],
    ["metadata.name==a,type!=Warning", true],
    ["metadata.name=b", false],
    ["type!=Normal", false],
  ])("%s selects: %s", (selector, selects) => {
    expect(parseFieldSelector(selector, known)({ "metadata.name": "a", type: "Normal" })).toBe(selects);
  });

  it("refuses fields that the kind does not offer", () => {
    expect(() => parseFieldSelector("spec.x=1", known)).toThrow("field label not supported: spec.x");
  });
});
