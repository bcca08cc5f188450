import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readManifests } from "./read-manifests.ts";

const service = (name: string): string => `apiVersion: apprunner-operator.dev/v1alpha1
kind: AppRunnerService
metadata: {name: ${name}}
spec: {}
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "apprunner-operator-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

const read = (paths: readonly string[], stdin = "") => readManifests(paths, "shop", () => Promise.resolve(stdin));

describe("manifests", () => {
  it("come from files, folders and the standard input", async () => {
    await writeFile(path.join(folder, "a.yaml"), `${service("first")}---\n${service("second")}`);
    await writeFile(
      path.join(folder, "b.json"),
      JSON.stringify({ kind: "ConfigMap", apiVersion: "v1", metadata: { name: "c" } }),
    );
    const { objects, configMaps, skipped } = await read(
      [folder, "-"],
      `${service("third")}---\nkind: Pod\nmetadata: {name: p}\n`,
    );
    expect(objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      "shop/first",
      "shop/second",
      "shop/third",
    ]);
    expect(configMaps.map(({ metadata }) => metadata.name)).toEqual(["c"]);
    expect(skipped).toEqual(["standard input: Pod p"]);
  });

  it.each([
    ["a: [", /^standard input:\d+: this is no YAML: /],
    ["- a", /^standard input: a document is no object$/],
    ["kind: Pod", /^standard input: an object has no kind or no metadata.name/],
  ])("that make no sense are refused by name and line: %s", async (text, message) => {
    await expect(read(["-"], text)).rejects.toThrow(message);
  });

  it("that are not there are told", async () => {
    await expect(read([path.join(folder, "none")])).rejects.toThrow(
      /^cannot read .*none: there is no such file or folder$/,
    );
    await expect(read([folder])).rejects.toThrow(/has no manifests: none of its files ends in /);
  });

  it("are read as kubectl reads them, which `kubectl patch --local` shows", async () => {
    const spec = "spec: {a: yes, b: on, c: N, d: 'yes', e: 1e3, f: 1:30, g: 2024-01-01, h: 0o7, i: True, j: \"n\"}\n";
    const { objects } = await read(["-"], service("spelled").replace("spec: {}\n", spec));
    expect(objects.map((object) => object.spec)).toEqual([
      { a: true, b: true, c: false, d: "yes", e: 1000, f: "1:30", g: "2024-01-01", h: 7, i: true, j: "n" },
    ]);
  });

  it("have maps merged as kubectl does it, and a date left as the text that it is", async () => {
    const spec = "spec:\n  one: &one {day: 2024-01-01}\n  two:\n    <<: *one\n";
    const { objects } = await read(["-"], service("merged").replace("spec: {}\n", spec));
    const day = { day: "2024-01-01" };
    expect(objects.map((object) => object.spec)).toEqual([{ one: day, two: day }]);
  });
});
