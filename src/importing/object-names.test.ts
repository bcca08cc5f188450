import { describe, expect, it } from "vitest";
import { ObjectNames } from "./object-names.ts";

describe("the names of imported objects", () => {
  it.each([
    ["Web_Scaling", "web-scaling"],
    ["*.shop.acme.dev", "wildcard.shop.acme.dev"],
    ["web-", "web"],
  ])("of %s is %s", (name, expected) => {
    expect(new ObjectNames().take("AppRunnerService", name)).toBe(expected);
  });

  it("are numbered where they would be the same, within a kind", () => {
    const names = new ObjectNames();
    expect(["Web", "wEb"].map((name) => names.take("AppRunnerService", name))).toEqual(["web", "web-2"]);
    expect(names.take("VpcConnector", "Web")).toBe("web");
  });

  it("that are valid as they are go to none but their own", () => {
    const names = new ObjectNames();
    const all = ["WEB", "web", "Web", "web-2"];
    names.keep("AppRunnerService", all);
    expect(all.map((name) => names.take("AppRunnerService", name))).toEqual(["web-3", "web", "web-4", "web-2"]);
  });
});
