import { readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { kubectlAndHelm } from "../tools/kubectl-and-helm.ts";
import { chartDir, render } from "./render.ts";

const tools = await kubectlAndHelm();
if (!tools.available) console.warn(`the values' schema is not tested with Helm: ${tools.reason}`);
const helm = tools.available ? tools.helm : "helm";

describe.skipIf(!tools.available)("the chart's schema of values refuses", () => {
  it.each([
    ["an unknown value", { replica: 2 }, "replica"],
    ["an unknown value further down", { "image.repo": "x" }, "repo"],
    ["an unknown member of a resource list", { "resources.limit": {} }, "limit"],
    ["a number of replicas that is text", { replicas: "2" }, "replicas"],
    ["a negative number of replicas", { replicas: -1 }, "replicas"],
    ["an empty image", { "image.repository": "" }, "repository"],
    ["a digest that is none", { "image.digest": "sha256:12" }, "digest"],
    ["a region that is none", { region: "Ireland" }, "region"],
    ["a demand for accounts that is text", { requireAwsAccount: "yes" }, "requireAwsAccount"],
    ["a log level that is none", { logLevel: "verbose" }, "logLevel"],
    ["an argument that is a number", { extraArgs: [1] }, "extraArgs"],
    ["an annotation that is a number", { podAnnotations: { a: 1 } }, "podAnnotations"],
    ["a variable without a name", { extraEnv: [{ value: "x" }] }, "extraEnv"],
    ["a switch that is text", { "crds.keep": "yes" }, "keep"],
  ])("%s, and names it", async (_what, values, named) => {
    await expect(render(helm, values)).rejects.toThrow(new RegExp(`values don't meet[^]*${named}`));
  });
});

describe.skipIf(!tools.available)("the chart's schema of values accepts", () => {
  it.each(["", "us-east-1", "ap-southeast-2", "us-gov-west-1"])("the region '%s'", async (region) => {
    await expect(render(helm, { region })).resolves.not.toEqual([]);
  });
});

describe("values.yaml and values.schema.json", () => {
  it("know the same values", async () => {
    const values = load(await readFile(path.join(chartDir, "values.yaml"), "utf8")) as Json;
    const schema = JSON.parse(await readFile(path.join(chartDir, "values.schema.json"), "utf8")) as Json;
    const schemaPaths = pathsOfSchema(schema).filter((name) => name !== "global");
    expect(pathsOfValues(values, schemaPaths).toSorted(byCodeUnit)).toEqual(schemaPaths.toSorted(byCodeUnit));
    expect(schemaPaths.length).toBeGreaterThan(20);
  });
});

/** The paths of all leaves that a schema names; what is closed by `$ref` or open counts as a leaf. */
function pathsOfSchema(schema: Json | undefined, prefix = ""): readonly string[] {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  if (!isJsonObject(properties)) return [prefix];
  return Object.entries(properties).flatMap(([name, member]) => pathsOfSchema(member, join(prefix, name)));
}

function pathsOfValues(value: Json | undefined, leaves: readonly string[], prefix = ""): readonly string[] {
  if (leaves.includes(prefix) || !hasMembers(value)) return [prefix];
  return Object.entries(value).flatMap(([name, member]) => pathsOfValues(member, leaves, join(prefix, name)));
}

function hasMembers(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
