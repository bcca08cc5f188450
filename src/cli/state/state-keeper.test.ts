import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { lockFile } from "./lock-file.ts";
import { StateKeeper } from "./state-keeper.ts";
import { lastingText, parseState, type SavedState, stateText } from "./state-text.ts";

let folder: string;
let file: string;
let clock: VirtualClock;
let complaints: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "state-keeper-"));
  file = path.join(folder, "my.state");
  clock = new VirtualClock();
  complaints = [];
});
afterEach(() => rm(folder, { recursive: true }));

const appRunner = (aheadMs: number, nowMs = 0): SavedState => ({ appRunner: { nowMs, aheadMs, regions: [] } });
const open = (pid = process.pid): Promise<StateKeeper> =>
  StateKeeper.open({ file, pid, clock, complain: (text) => complaints.push(text) });
const written = async (): Promise<SavedState> => parseState(await readFile(file, "utf8"), file);

/** Lets half a second pass, and what is written then come to its end. */
async function tick(): Promise<void> {
  await clock.advance(500);
  for (let turn = 0; turn < 50; turn++) {
    if (clock.nextTimerInMs !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it("writes the state at the start, within half a second of a change, and at the end", async () => {
  let aheadMs = 1;
  const keeper = await open();
  await keeper.start({ state: () => appRunner(aheadMs), isUnderWay: () => false });
  expect(await written()).toEqual(appRunner(1));
  aheadMs = 2;
  await tick();
  expect(await written()).toEqual(appRunner(2));
  aheadMs = 3;
  await keeper.stop();
  expect(await written()).toEqual(appRunner(3));
  expect(await readdir(folder)).toEqual(["my.state"]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await open()).loaded).toEqual(appRunner(3));
});

it.each([
  [true, 500],
  [false, 0],
])("writes the time where something is under way (%s), and else leaves the file alone", async (isUnderWay, nowMs) => {
  const keeper = await open();
  const startMs = clock.nowMs();
  await keeper.start({ state: () => appRunner(0, clock.nowMs() - startMs), isUnderWay: () => isUnderWay });
  await tick();
  expect(await written()).toEqual(appRunner(0, nowMs));
  await keeper.stop();
});

it("writes the file anew at the end, even if somebody took it away", async () => {
  const keeper = await open();
  await keeper.start({ state: () => appRunner(1), isUnderWay: () => false });
  await rm(file);
  await keeper.stop();
  expect(await written()).toEqual(appRunner(1));
});

it("keeps a part that this process does not have", async () => {
  const kubernetes = { revision: 7, objects: [] };
  await writeFile(file, stateText({ kubernetes }, lastingText({ kubernetes })));
  const keeper = await open();
  await keeper.start({ state: () => appRunner(1), isUnderWay: () => false });
  await keeper.stop();
  expect(await written()).toEqual({ ...appRunner(1), kubernetes });
});

it("leaves a file alone that is no state, and lets go of it", async () => {
  await writeFile(file, "{}");
  await expect(open()).rejects.toThrow("is no state of this program");
  expect(await readFile(file, "utf8")).toBe("{}");
  expect(await readdir(folder)).toEqual(["my.state"]);
});

it("tells at once that the file cannot be written", async () => {
  file = path.join(folder, "none", "my.state");
  await expect(open()).rejects.toThrow(/cannot write the state .*none\/my\.state: its folder does not exist$/);
  file = folder;
  await expect(open()).rejects.toThrow(/cannot read the state .*: it is a folder$/);
});

it("complains once while it cannot write, and writes as soon as it can", async () => {
  let aheadMs = 1;
  const keeper = await open();
  await keeper.start({ state: () => appRunner(aheadMs), isUnderWay: () => false });
  await rm(file);
  // A folder in the place of the file is in anybody's way, root's too.
  await mkdir(file);
  aheadMs = 2;
  await tick();
  await tick();
  expect(complaints).toEqual([expect.stringMatching(/^cannot write the state .*; it is tried again$/)]);
  await rm(file, { recursive: true });
  await tick();
  expect(await written()).toEqual(appRunner(2));
  await keeper.stop();
});

it("is for one process at a time", async () => {
  const keeper = await open();
  await expect(lockFile(file, process.pid + 1)).rejects.toThrow(
    new RegExp(
      `is in use by the process ${process.pid}: stop that, or give another --state \\(or remove .*my\\.state\\.lock`,
    ),
  );
  await keeper.stop();
  await (
    await lockFile(file, process.pid + 1)
  )();
});

it("is taken over from a process that is no more", async () => {
  await lockFile(file, 4_000_001);
  const unlock = await lockFile(file, 4_000_002, () => false);
  expect(await readFile(`${file}.lock`, "utf8")).toBe("4000002\n");
  await unlock();
  expect(await readdir(folder)).toEqual([]);
});
