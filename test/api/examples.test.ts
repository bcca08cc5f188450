import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadAll } from "js-yaml";
import { expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import { isJsonObject, type Json } from "../../src/base/json.ts";

const folder = path.resolve(import.meta.dirname, "../../examples");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  // An Application is of another API.
  (file) => file.endsWith(".yaml") && !file.startsWith("argocd"),
);
const checks = new Map(kindDefinitions.map((definition) => [definition.type.kind, manifestChecker(definition)]));

/** What is wrong with a manifest of whatever kind it says. */
function problemsOf(manifest: Json): readonly unknown[] {
  const kind = isJsonObject(manifest) ? manifest["kind"] : undefined;
  return checks.get(String(kind))?.(manifest) ?? [`no kind of ours: ${String(kind)}`];
}

it.each(files)("the API server would take examples/%s", (file) => {
  const manifests = loadAll(readFileSync(path.join(folder, file), "utf8")) as Json[];
  expect(manifests.length).toBeGreaterThan(0);
  expect(manifests.flatMap(problemsOf)).toEqual([]);
});

it("there are examples to look at", () => {
  expect(files).toContain("service.yaml");
  expect(files).toContain(path.join("team", "shared-scaling.yaml"));
});
