import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { cacheFolder } from "./cache-folder.ts";
import { installOnce } from "./install-once.ts";
import type { Progress } from "./progress.ts";
import { untarEntry } from "./untar-entry.ts";

/** What the browser is linked with beside the C library. */
const libraries = [
  "libexpat.so.1",
  "libfreebl3.chk",
  "libfreebl3.so",
  "libfreeblpriv3.chk",
  "libfreeblpriv3.so",
  "libnspr4.so",
  "libnss3.so",
  "libnssutil3.so",
  "libplc4.so",
  "libplds4.so",
  "libsoftokn3.chk",
  "libsoftokn3.so",
];

/** Whether there is a Chromium for this machine: the packed one is for Linux on x64. CHROMIUM names another one. */
export const hasChromium: boolean =
  process.env["CHROMIUM"] !== undefined || (process.platform === "linux" && process.arch === "x64");

/** Starts Chromium without a window. The packed one is unpacked at the first time, which takes some seconds and 200 MB. */
export async function startChromium(progress: Progress): Promise<Browser> {
  // Without its own sandbox, which root and containers cannot have: it opens nothing but the emulator's page.
  const args = ["--no-sandbox", "--headless=shell", "--disable-gpu"];
  const given = process.env["CHROMIUM"];
  if (given !== undefined) return chromium.launch({ executablePath: given, args });
  const folder = await unpacked(progress);
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, "lib") };
  return chromium.launch({ executablePath: path.join(folder, "chromium"), args, env });
}

/** The folder with the browser, and in `lib` the shared libraries that a small system lacks. */
async function unpacked(progress: Progress): Promise<string> {
  const manifest = fileURLToPath(new URL("../package.json", import.meta.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { readonly version: string };
  const folder = path.join(cacheFolder(), `chromium-${version}-with-libraries`);
  await installOnce(folder, (target) => unpackInto(target, path.dirname(manifest)), progress);
  return folder;
}

/** The package unpacks to the folder for temporary files, and takes whatever is there for its own. */
async function unpackInto(folder: string, packageFolder: string): Promise<void> {
  const archive = brotliDecompressSync(await readFile(path.join(packageFolder, "bin", "al2023.tar.br")));
  await mkdir(path.join(folder, "lib"));
  for (const name of libraries) await writeFile(path.join(folder, "lib", name), untarEntry(archive, `lib/${name}`));
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
}
