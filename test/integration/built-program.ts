import { join } from "node:path";
import { outputOf } from "../tools/run-program.ts";

const projectDir = join(import.meta.dirname, "../..");

/** Bundles the program as `npm run build` does, and returns the path of what Node is to run. */
export async function builtProgram(): Promise<string> {
  await outputOf(process.execPath, [join(projectDir, "scripts/build.ts")], { cwd: projectDir });
  return join(projectDir, "dist/apprunner-operator.js");
}
