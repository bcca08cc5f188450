import { describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

describe("cacheFolder", () => {
  const cases: readonly (readonly [title: string, env: NodeJS.ProcessEnv, expected: string])[] = [
    ["is in the home folder by default", {}, "/home/ann/.cache/apprunner-operator/tools"],
    ["follows XDG_CACHE_HOME", { XDG_CACHE_HOME: "/var/cache" }, "/var/cache/apprunner-operator/tools"],
    ["ignores a relative XDG_CACHE_HOME", { XDG_CACHE_HOME: "cache" }, "/home/ann/.cache/apprunner-operator/tools"],
    ["ignores an empty XDG_CACHE_HOME", { XDG_CACHE_HOME: "" }, "/home/ann/.cache/apprunner-operator/tools"],
  ];
  it.each(cases)("%s", (_title, env, expected) => {
    expect(cacheFolder(env, "/home/ann")).toBe(expected);
  });
});
