import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadAll } from "js-yaml";
import { expect, it } from "vitest";
import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import type { Json } from "../../src/base/json.ts";

const folder = path.resolve(import.meta.dirname, "../../examples");
const files = readdirSync(folder);
const check = manifestChecker(appRunnerServiceDefinition);

it.each(files)("the API server would take examples/%s", (file) => {
  const manifests = loadAll(readFileSync(path.join(folder, file), "utf8")) as Json[];
  expect(manifests.length).toBeGreaterThan(0);
  expect(manifests.flatMap((manifest) => check(manifest))).toEqual([]);
});

it("there are examples to look at", () => {
  expect(files).toContain("service.yaml");
});
