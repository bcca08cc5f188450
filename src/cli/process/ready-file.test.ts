import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CliError } from "../cli-error.ts";
import { removeReadyFile, writeReadyFile } from "./ready-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ready-file-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("holds the addresses, for its owner alone, and leaves nothing else behind", async () => {
  const file = path.join(folder, "ready.json");
  await writeReadyFile(file, { appRunnerUrl: "http://127.0.0.1:1", kubeconfig: undefined }, 7);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ appRunnerUrl: "http://127.0.0.1:1" });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["ready.json"]);
});

it("is not written where none is asked for", async () => {
  await writeReadyFile(undefined, {}, 7);
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ["a folder that does not exist", "none/ready.json", /none\/ready.json: its folder does not exist$/],
  ["a folder in its place", ".", /: it is a folder$/],
])("tells in one line of %s", async (_case, name, message) => {
  const attempt = writeReadyFile(path.join(folder, name), {}, 7);
  await expect(attempt).rejects.toThrow(CliError);
  await expect(attempt).rejects.toThrow(message);
});

it("of an earlier run is taken away, so that nobody takes it for this run's", async () => {
  const file = path.join(folder, "ready.json");
  await writeFile(file, "{}");
  await removeReadyFile(file);
  expect(await readdir(folder)).toEqual([]);
});

it.each([
  ["is not there", "ready.json"],
  ["would be in a folder that is not there", "none/ready.json"],
])("that %s needs not be taken away", async (_case, name) => {
  await expect(removeReadyFile(path.join(folder, name))).resolves.toBeUndefined();
});

it("that cannot be is told of before anything starts", async () => {
  const attempt = removeReadyFile(folder);
  await expect(attempt).rejects.toThrow(CliError);
  await expect(attempt).rejects.toThrow(/^cannot write the ready file .*: it is a folder$/);
});
