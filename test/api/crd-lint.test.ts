import { applyPatch } from "rfc6902";
import { describe, expect, it } from "vitest";
import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { customResourceDefinition } from "../../src/api/crd/custom-resource-definition.ts";
import { lintRules } from "./crd-lint/lint-rules.ts";
import { plants } from "./crd-lint/plants.ts";
import { schemaNodes } from "./crd-lint/schema-nodes.ts";

const crd = customResourceDefinition(appRunnerServiceDefinition);

describe.each(kindDefinitions.map((definition) => ({ kind: definition.type.kind, definition })))(
  "the CRD of $kind",
  ({ definition }) => {
    it.each(lintRules)("keeps to: $name", (rule) => {
      expect(rule.problems(customResourceDefinition(definition))).toEqual([]);
    });
  },
);

describe("the lint of CRDs", () => {
  it.each(lintRules)("would be caught breaking: $name", (rule) => {
    const broken = structuredClone(crd);
    const plant = plants[rule.name];
    expect(plant).toBeDefined();
    expect(applyPatch(broken, plant === undefined ? [] : [plant])).toEqual([null]);
    expect(rule.problems(broken)).not.toEqual([]);
  });

  it("is looked at in full", () => {
    const nodes = schemaNodes(crd);
    console.log(`${lintRules.length} rules over ${nodes.length} schemas`);
    expect(nodes.length).toBeGreaterThan(100);
    expect(Object.keys(plants).toSorted()).toEqual(lintRules.map(({ name }) => name).toSorted());
  });
});
