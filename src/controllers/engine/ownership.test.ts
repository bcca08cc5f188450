import { describe, expect, it } from "vitest";
import { type Origin, type Owner, ourPrefix, ownershipOf, ownershipTagKeys, ownershipTags } from "./ownership.ts";

const owner: Owner = { cluster: "cluster-1", namespace: "shop", name: "orders", uid: "uid-1" };
const tagsOf = (changes: Readonly<Record<string, string>>, origin: Origin = "created"): ReadonlyMap<string, string> =>
  new Map([...ownershipTags(owner, origin), ...Object.entries(changes)]);

describe("whose a resource is by its tags", () => {
  it.each<{ title: string; tags: ReadonlyMap<string, string>; expected: object }>([
    { title: "ours when all tags name us", tags: tagsOf({}), expected: { state: "own", origin: "created" } },
    {
      title: "ours with other tags beside",
      tags: tagsOf({ team: "a" }),
      expected: { state: "own", origin: "created" },
    },
    { title: "ours, and being adopted", tags: tagsOf({}, "adopting"), expected: { state: "own", origin: "adopting" } },
    { title: "ours, and adopted", tags: tagsOf({}, "adopted"), expected: { state: "own", origin: "adopted" } },
    {
      title: "adopted when the origin says something unknown",
      tags: tagsOf({ [`${ourPrefix}origin`]: "?" }),
      expected: { state: "own", origin: "adopted" },
    },
    {
      title: "of our earlier incarnation by another uid",
      tags: tagsOf({ [`${ourPrefix}uid`]: "uid-0" }),
      expected: { state: "own incarnation", origin: "created" },
    },
    {
      title: "another cluster's",
      tags: tagsOf({ [`${ourPrefix}cluster`]: "cluster-2" }),
      expected: { state: "foreign", owner: "cluster-2/shop/orders" },
    },
    {
      title: "another namespace's",
      tags: tagsOf({ [`${ourPrefix}namespace`]: "blog" }),
      expected: { state: "foreign", owner: "cluster-1/blog/orders" },
    },
    {
      title: "another object's",
      tags: tagsOf({ [`${ourPrefix}name`]: "payments" }),
      expected: { state: "foreign", owner: "cluster-1/shop/payments" },
    },
    {
      title: "somebody's when tags are missing",
      tags: new Map([[`${ourPrefix}cluster`, "cluster-1"]]),
      expected: { state: "foreign", owner: "cluster-1/?/?" },
    },
    {
      title: "CloudFormation's",
      tags: new Map([["aws:cloudformation:stack-name", "prod"]]),
      expected: { state: "foreign", owner: "cloudformation/prod" },
    },
    {
      title: "Copilot's, which uses CloudFormation",
      tags: new Map([
        ["aws:cloudformation:stack-name", "prod"],
        ["copilot-application", "shop"],
      ]),
      expected: { state: "foreign", owner: "copilot/shop" },
    },
    {
      title: "ours when we took it over from CloudFormation, whose tags stay",
      tags: tagsOf({ "aws:cloudformation:stack-name": "prod" }),
      expected: { state: "own", origin: "created" },
    },
    { title: "nobody's without tags", tags: new Map(), expected: { state: "unowned" } },
    { title: "nobody's with a user's tags", tags: new Map([["team", "a"]]), expected: { state: "unowned" } },
    {
      title: "nobody's with a uid alone",
      tags: new Map([[`${ourPrefix}uid`, "uid-1"]]),
      expected: { state: "unowned" },
    },
  ])("$title", ({ tags, expected }) => {
    expect(ownershipOf(tags, owner)).toEqual(expected);
  });

  it("is written with exactly the keys that are read and removed", () => {
    expect([...ownershipTags(owner, "created").keys()]).toEqual(ownershipTagKeys);
  });
});
