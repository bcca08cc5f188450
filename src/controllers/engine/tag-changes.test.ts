import { describe, expect, it } from "vitest";
import { tagChanges } from "./tag-changes.ts";

describe("how tags are to change", () => {
  it.each<{
    title: string;
    wanted: readonly { key: string; value?: string }[];
    live?: Record<string, string>;
    applied?: readonly string[];
    set?: Record<string, string>;
    remove?: readonly string[];
  }>([
    { title: "a tag that is missing is set", wanted: [{ key: "team", value: "a" }], set: { team: "a" } },
    { title: "a tag without a value is set empty", wanted: [{ key: "team" }], set: { team: "" } },
    { title: "a tag that is there stays", wanted: [{ key: "team", value: "a" }], live: { team: "a" } },
    { title: "an empty tag that is there stays", wanted: [{ key: "team" }], live: { team: "" } },
    {
      title: "another value is overwritten",
      wanted: [{ key: "team", value: "b" }],
      live: { team: "a" },
      set: { team: "b" },
    },
    { title: "a tag that was never ours stays", wanted: [], live: { team: "a" } },
    {
      title: "a tag that the manifest names no more goes",
      wanted: [],
      live: { team: "a" },
      applied: ["team"],
      remove: ["team"],
    },
    { title: "a tag that is gone already is not removed", wanted: [], applied: ["team"] },
    {
      title: "a tag that the manifest still names stays",
      wanted: [{ key: "team", value: "a" }],
      live: { team: "a" },
      applied: ["team"],
    },
    {
      title: "ownership tags are never removed",
      wanted: [],
      live: { "apprunner-operator.dev/uid": "1" },
      applied: ["apprunner-operator.dev/uid"],
    },
  ])("$title", ({ wanted, live = {}, applied = [], set = {}, remove = [] }) => {
    const changes = tagChanges(wanted, new Map(Object.entries(live)), applied);
    expect(Object.fromEntries(changes.set)).toEqual(set);
    expect(changes.remove).toEqual(remove);
  });
});
