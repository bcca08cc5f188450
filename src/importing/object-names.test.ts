import { describe, expect, it } from "vitest";
import { ObjectNames } from "./object-names.ts";

describe("the name of an object", () => {
  it.each([
    ["keeps what is valid", "shop-web", "shop-web"],
    ["is in lower case", "Shop_Web", "shop-web"],
    ["ends in a letter or digit", "web_", "web"],
    ["keeps the dots of a domain", "shop.example.com", "shop.example.com"],
    ["spells a wildcard out", "*.example.com", "wildcard.example.com"],
    ["begins each part with a letter or digit", "*._sip.example.com", "wildcard.sip.example.com"],
    ["ends each part with a letter or digit", "a_.example.com", "a.example.com"],
  ])("%s", (_title, given, name) => {
    expect(new ObjectNames().take("CustomDomain", given)).toBe(name);
  });

  it("is never given twice in a kind", () => {
    const names = new ObjectNames();
    const taken = ["a-b", "A_b", "a-b-2", "a_b"].map((name) => names.take("AppRunnerService", name));
    expect(new Set(taken).size).toBe(4);
    expect(names.take("CustomDomain", "a-b")).toBe("a-b");
  });

  it("that is valid as it is goes to none but its own", () => {
    const names = new ObjectNames();
    const all = ["WEB", "web", "Web", "web-2"];
    names.keep("AppRunnerService", all);
    expect(all.map((name) => names.take("AppRunnerService", name))).toEqual(["web-3", "web", "web-4", "web-2"]);
  });
});
