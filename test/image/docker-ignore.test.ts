import { describe, expect, it } from "vitest";
import { dockerIgnore } from "./docker-ignore.ts";

describe("dockerIgnore", () => {
  it.each([
    ["a name at the top", "dist", "dist", true],
    ["what is in a folder left out", "dist", "dist/a/b.js", true],
    ["a name further down, not", "dist", "src/dist", false],
    ["a name anywhere", "**/*.log", "a/b/c.log", true],
    ["a name anywhere, at the top too", "**/*.log", "c.log", true],
    ["everything", "*", "a/b", true],
    ["what a later rule takes back in", "*\n!src/**", "src/a.ts", false],
    ["what a still later rule leaves out again", "*\n!src/**\n**/*.test.ts", "src/a.test.ts", true],
    ["one file of a folder", "*\n!scripts/build.ts", "scripts/build.ts", false],
    ["the others of that folder", "*\n!scripts/build.ts", "scripts/check.ts", true],
    ["a dot as itself", "a.b", "axb", false],
    ["a comment, not", "# a", "a", false],
  ])("leaves out %s", (_what, text, file, ignored) => {
    expect(dockerIgnore(text)(file)).toBe(ignored);
  });
});
