import { join } from "node:path";
import { buildGoPrograms } from "./build-go-programs.ts";
import { progressOnStderr } from "./progress.ts";
import { outputOf } from "./run-program.ts";

/** An object, and the health check to run on it. */
export interface LuaQuestion {
  readonly script: string;
  readonly object: object;
}

/** What Argo CD shows. */
export interface LuaVerdict {
  readonly status: string;
  readonly message: string;
}

/** The path of a program that runs health checks as go/lua-health/main.go says, built once per machine. */
export async function luaHealthBinary(progress = progressOnStderr): Promise<string> {
  const folder = await buildGoPrograms(
    {
      name: "lua-health-v1.1.1",
      folder: join(import.meta.dirname, "go/lua-health"),
      goVersion: "1.26",
      packages: ["."],
      expectation: "Argo CD's Lua interpreter, about 10 seconds, once",
    },
    progress,
  );
  return join(folder, "lua-health");
}

/** Runs each check in Argo CD's Lua interpreter: one verdict per question, in order. */
export async function judgeWithLua(questions: readonly LuaQuestion[]): Promise<readonly LuaVerdict[]> {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
  const output = await outputOf(await luaHealthBinary(), [], { input });
  const verdicts = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LuaVerdict);
  if (verdicts.length !== questions.length) {
    throw new Error(`the Lua interpreter judged ${verdicts.length} of ${questions.length} objects`);
  }
  return verdicts;
}
