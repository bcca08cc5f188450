import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { superviseProcess } from "./supervised-process.ts";

describe("superviseProcess", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "supervised-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("tells the exit code and keeps what the program wrote", async () => {
    const program = superviseProcess("/bin/sh", ["-c", "echo out; echo err >&2; exit 3"], join(folder, "log"));
    expect(await program.ended).toBe(3);
    expect(await program.logTail()).toBe("out\nerr\n");
  });

  it("passes a signal on to the program itself", async () => {
    const script = "trap 'echo told; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
    const program = superviseProcess("/bin/sh", ["-c", script], join(folder, "log"));
    await expect.poll(() => program.logTail(), { timeout: 120_000 }).toContain("ready");
    await program.signal("SIGTERM");
    expect(await program.ended).toBe(7);
    expect(await program.logTail()).toContain("told");
  });

  it("kills a program that ignores SIGTERM, and can be stopped twice", async () => {
    const program = superviseProcess(
      "/bin/sh",
      ["-c", "trap '' TERM; while :; do sleep 60; done"],
      join(folder, "log"),
    );
    await program.stop();
    await program.stop();
    expect(await program.ended).toBe(137);
  });

  it("does not outlive a parent that is killed, nor do its data", async () => {
    const script = join(folder, "parent.ts");
    const pidFile = join(folder, "pid");
    await writeFile(
      script,
      `import { superviseProcess } from ${JSON.stringify(join(import.meta.dirname, "supervised-process.ts"))};
       const program = ["-c", ${JSON.stringify(`mkdir ${join(folder, "data")}; echo $$ > ${pidFile}; exec tail -f /dev/null`)}];
       superviseProcess("/bin/sh", program, ${JSON.stringify(join(folder, "log"))}, ${JSON.stringify({ dataFolder: join(folder, "data") })});
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [script], { stdio: "inherit" });
    const pidOfProgram = async (): Promise<number> => Number(await readFile(pidFile, "utf8").catch(() => ""));
    await expect.poll(pidOfProgram, { timeout: 120_000 }).toBeGreaterThan(0);
    const pid = await pidOfProgram();
    expect(isAlive(pid)).toBe(true);

    parent.kill("SIGKILL");

    await expect.poll(() => isAlive(pid), { timeout: 120_000 }).toBe(false);
    await expect.poll(() => existsSync(join(folder, "data")), { timeout: 120_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
