import type { Command as Parser } from "commander";
import { flagOf, type OptionSpec, type OptionSpecs } from "./option-spec.ts";

/** Declares the options, as texts: what they mean is for `resolveOptions` to say. */
export function addOptions(parser: Parser, specs: OptionSpecs): void {
  for (const spec of Object.values(specs)) {
    if (spec.isRepeatable === true) parser.option(flagOf(spec), helpOf(spec), collected);
    else parser.option(flagOf(spec), helpOf(spec));
  }
}

/** The text of each flag that was given, by its name; one that stands alone is `true`. */
export function flagTexts(parser: Parser): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    parser.options.map((option) => {
      const value = parser.getOptionValue(option.attributeName()) as string | true | undefined;
      return [option.name(), value === true ? "true" : value];
    }),
  );
}

function collected(text: string, before: string | undefined): string {
  return before === undefined ? text : `${before}\n${text}`;
}

function helpOf({ help, env, fallback, shownFallback }: OptionSpec<unknown>): string {
  const shown =
    shownFallback ?? (fallback === undefined || typeof fallback === "object" ? undefined : JSON.stringify(fallback));
  return shown === undefined ? `${help} (env: ${env})` : `${help} (default: ${shown.replaceAll('"', "")}; env: ${env})`;
}
