import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import type { Progress } from "./progress.ts";

/** Whether there is a Chromium for this machine: the packed one is for Linux on x64. CHROMIUM names another one. */
export const hasChromium: boolean =
  process.env["CHROMIUM"] !== undefined || (process.platform === "linux" && process.arch === "x64");

/** Starts Chromium without a window. The packed one is unpacked at the first time, which takes some seconds and 200 MB. */
export async function startChromium(progress: Progress): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? (await unpacked(progress));
  // Without its own sandbox, which root and containers cannot have: it opens nothing but the emulator's page.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--headless=shell", "--disable-gpu"] });
}

async function unpacked(progress: Progress): Promise<string> {
  const manifest = fileURLToPath(new URL("../package.json", import.meta.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { readonly version: string };
  const folder = path.join(cacheFolder(), `chromium-${version}`);
  await installOnce(folder, unpackInto, progress);
  return path.join(folder, "chromium");
}

/** The package unpacks to the folder for temporary files, and takes whatever is there for its own. */
async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
}
