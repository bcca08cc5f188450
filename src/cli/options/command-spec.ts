import type { OptionSpecs } from "./option-spec.ts";

/** One command as data, from which it is parsed and its help is made. */
export interface CommandSpec<Specs extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  /** For the list of commands. */
  readonly summary: string;
  /** What happens. */
  readonly description: string;
  /** Command lines, each with what it is for. */
  readonly examples: readonly (readonly [commandLine: string, purpose: string])[];
  readonly options: Specs;
}
