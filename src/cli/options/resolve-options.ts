import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import { InvalidValue, type OptionSpec, type OptionSpecs, type OptionValues } from "./option-spec.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The values of a command's options: from the flag, else from the environment variable (an empty one counts as absent),
 * else the fallback. Pure.
 * @throws {CliError} that names the flag or the variable, and what it must be.
 */
export function resolveOptions<Specs extends OptionSpecs>(
  specs: Specs,
  flags: Readonly<Record<string, string | undefined>>,
  env: Environment,
): OptionValues<Specs> {
  const entries = Object.entries(specs).map(([name, spec]) => [name, valueOf(spec, flags[spec.flag], env)]);
  return Object.fromEntries(entries) as OptionValues<Specs>;
}

function valueOf(spec: OptionSpec<unknown>, flag: string | undefined, env: Environment): unknown {
  if (flag !== undefined) return parse(spec, flag, `--${spec.flag}`);
  const name = [spec.env, spec.otherEnv ?? spec.env].find((candidate) => (env[candidate] ?? "") !== "");
  return name === undefined ? spec.fallback : parse(spec, env[name] ?? "", name);
}

function parse(spec: OptionSpec<unknown>, text: string, origin: string): unknown {
  try {
    return spec.parse(text);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new CliError(`${origin} must be ${error.message}, not ${JSON.stringify(text)}`, exitCode.usage);
  }
}
