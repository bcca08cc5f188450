import { expect, it } from "vitest";
import { credentialsNamed } from "./credentials-named.ts";

it.each([
  ["nothing", {}, undefined],
  ["nothing, by variables that are empty", { AWS_PROFILE: "", AWS_ACCESS_KEY_ID: "" }, undefined],
  ["nothing, by a region", { AWS_REGION: "eu-west-1" }, undefined],
  ["a profile", { AWS_PROFILE: "shop" }, 'AWS_PROFILE, "shop"'],
  ["a profile before a key", { AWS_PROFILE: "shop", AWS_ACCESS_KEY_ID: "AKIA" }, 'AWS_PROFILE, "shop"'],
  ["half a key", { AWS_ACCESS_KEY_ID: "AKIA" }, "AWS_ACCESS_KEY_ID"],
  [
    "a key, without telling it",
    { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "hidden" },
    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  ],
])("names %s", (_what, env, expected) => {
  expect(credentialsNamed(env as Record<string, string>)).toBe(expected);
});
