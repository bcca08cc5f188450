import { join } from "node:path";
import { buildGoPrograms } from "./build-go-programs.ts";
import { progressOnStderr } from "./progress.ts";

/** The path of a program that judges objects as go/kstatus/main.go says, built once per machine. */
export async function kstatusBinary(progress = progressOnStderr): Promise<string> {
  const folder = await buildGoPrograms(
    {
      name: "kstatus-v1.3.0",
      folder: join(import.meta.dirname, "go/kstatus"),
      goVersion: "1.26",
      packages: ["."],
      expectation: "the judge of an object's status, about 30 seconds, once",
    },
    progress,
  );
  return join(folder, "kstatus");
}
