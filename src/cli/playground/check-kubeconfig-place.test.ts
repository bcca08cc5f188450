import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { kubeconfigText } from "../../sandbox/kube-api/kubeconfig-text.ts";
import { CliError } from "../cli-error.ts";
import { checkKubeconfigPlace } from "./check-kubeconfig-place.ts";

let file: string;
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), "kubeconfig-place-")), "config");
});
afterEach(() => rm(path.dirname(file), { recursive: true }));

const ofSandbox = kubeconfigText({ url: "https://127.0.0.1:1", caPem: "pem", token: "token" });
const merged = ofSandbox.replace("contexts:\n", "contexts:\n  - name: kind-kind\n    context: {}\n");

it("lets a file be made where there is none", async () => {
  await expect(checkKubeconfigPlace(file)).resolves.toBeUndefined();
});

it.each([
  ["an earlier sandbox's kubeconfig", ofSandbox],
  ["an empty file", "\n"],
])("lets %s be written over", async (_what, text) => {
  await writeFile(file, text);
  await expect(checkKubeconfigPlace(file)).resolves.toBeUndefined();
});

it.each([
  ["the kubeconfig of another cluster", ofSandbox.replaceAll("apprunner-operator-sandbox", "production")],
  ["one that others were merged into", merged],
  ["a text of another kind", "once upon a time"],
  ["a text that is no YAML", "{{{"],
  ["a list", "[1]"],
])("keeps %s", async (_what, text) => {
  expect(text).not.toBe(ofSandbox);
  await writeFile(file, text);
  const attempt = checkKubeconfigPlace(file);
  await expect(attempt).rejects.toThrow(CliError);
  await expect(attempt).rejects.toThrow(/config is there already and no sandbox's kubeconfig: remove it, or give/);
});
