import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installOnce } from "./install-once.ts";

describe("installOnce", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "install-once-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const silent = (): void => undefined;
  const writes =
    (text: string) =>
    (partial: string): Promise<void> =>
      writeFile(join(partial, "tool"), text);

  it("installs what is missing, in a folder that it has to create", async () => {
    const target = join(folder, "a", "b");
    await installOnce(target, writes("one"), silent);
    expect(await readFile(join(target, "tool"), "utf8")).toBe("one");
  });

  it("does not install what is there", async () => {
    const target = join(folder, "tools");
    await installOnce(target, writes("one"), silent);
    await installOnce(target, writes("two"), silent);
    expect(await readFile(join(target, "tool"), "utf8")).toBe("one");
  });

  it("installs once for parallel callers", async () => {
    const target = join(folder, "tools");
    let installations = 0;
    const install = async (partial: string): Promise<void> => {
      installations += 1;
      await writes("one")(partial);
    };
    await Promise.all([1, 2, 3].map(() => installOnce(target, install, silent)));
    expect(installations).toBe(1);
  });

  it("leaves nothing behind when the installation fails, and can be called again", async () => {
    const target = join(folder, "tools");
    const failing = async (partial: string): Promise<void> => {
      await writes("half")(partial);
      throw new Error("disk full");
    };
    await expect(installOnce(target, failing, silent)).rejects.toThrow("disk full");
    expect(await readdir(folder)).toEqual([]);
    await installOnce(target, writes("whole"), silent);
    expect(await readdir(folder)).toEqual(["tools"]);
  });

  it("takes over the lock of an owner that crashed, and says so", async () => {
    const target = join(folder, "tools");
    const longAgo = new Date(0);
    await writeFile(`${target}.lock`, "");
    await utimes(`${target}.lock`, longAgo, longAgo);
    const lines: string[] = [];
    await installOnce(target, writes("one"), (line) => lines.push(line));
    expect(lines).toEqual([`taking over ${target}.lock, whose owner has gone`]);
  });
});
