import { expect, it } from "vitest";
import { checkNodeVersion } from "./check-node-version.ts";

it.each(["22.19.0", "22.20.1", "23.0.0", "24.21.0"])("Node %s will do", (version) => {
  expect(() => checkNodeVersion(version)).not.toThrow();
});

it.each(["18.20.0", "20.20.2", "22.18.9"])("Node %s is too old", (version) => {
  expect(() => checkNodeVersion(version)).toThrow(`Node 22.19 or newer is needed, and this is ${version}`);
});
