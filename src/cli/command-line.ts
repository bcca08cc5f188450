import type { DemoOptions } from "./demo/demo-options.ts";
import type { EmulateOptions } from "./emulate/emulate-options.ts";
import type { ImportOptions } from "./import/import-options.ts";
import type { PlanOptions } from "./plan/plan-options.ts";
import type { RunOptions } from "./run/run-options.ts";
import type { SandboxOptions } from "./sandbox/sandbox-options.ts";

/** What the program was asked to do, with every option resolved. */
export type Command =
  | { readonly name: "run"; readonly options: RunOptions }
  | { readonly name: "sandbox"; readonly options: SandboxOptions }
  | { readonly name: "emulate"; readonly options: EmulateOptions }
  | { readonly name: "import"; readonly options: ImportOptions }
  | { readonly name: "plan"; readonly options: PlanOptions }
  | { readonly name: "demo"; readonly options: DemoOptions };

/** A command line that was understood. */
export type CommandLine =
  | { readonly kind: "command"; readonly command: Command }
  /** Help or the version, asked for. */
  | { readonly kind: "text"; readonly text: string };
