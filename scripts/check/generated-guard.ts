import { staleFiles } from "../generate/stale-files.ts";
import type { Guard, GuardReport } from "./guard.ts";

/** Generated files that are committed: they must be what the generators make now. */
export const generatedGuard: Guard = {
  name: "generated",
  advice: "run `npm run generate` and commit the result",
  plants: [
    {
      file: "crds/apprunner-operator.dev_apprunnerservices.yaml",
      content: (original) => `${original}# edited by hand\n`,
      rule: "outdated",
    },
    { file: "crds/planted.yaml", content: "kind: CustomResourceDefinition\n", rule: "leftover" },
  ],
  async check(projectDir): Promise<GuardReport> {
    // Loaded here, because the generators load src/: if that is broken, only this guard must fail.
    const { generateAll, generatedFolders } = await import("../generate/generators.ts");
    const generated = await generateAll();
    const stale = await staleFiles(projectDir, generated, generatedFolders);
    const findings = stale.map(({ file, reason }) => ({ file, rule: reason, message: `is ${reason}` }));
    return { files: generated.size, findings };
  },
};
