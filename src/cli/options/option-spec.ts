/** One option of a command, as data: the flag, the variable that may stand for it, and what its text means. */
export interface OptionSpec<Value> {
  /** Without the dashes. */
  readonly flag: string;
  /** One letter that stands for the flag, without the dash. */
  readonly short?: string;
  /** The flag may be given several times; its texts come with line ends between them. */
  readonly isRepeatable?: true;
  /** The value as help shows it, such as `<port>`; in square brackets, the flag alone means `true`. */
  readonly argument: string;
  /** The environment variable that is used where the flag is not given. */
  readonly env: string;
  /** Another one, which is used where neither flag nor `env` is given. */
  readonly otherEnv?: string;
  readonly help: string;
  /** The value of the option where neither is given. */
  readonly fallback: Value;
  /** How help shows the fallback, where its own text does not say it or is none to show. */
  readonly shownFallback?: string;
  /** @throws {InvalidValue} when the text makes no sense. */
  readonly parse: (text: string) => Value;
}

/** The options of one command, by the names that its code uses. */
export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

/** What the options come out as. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends OptionSpec<infer Value> ? Value : never;
};

/** The text of an option is not one of those that make sense. The message completes "it must be ...". */
export class InvalidValue extends Error {
  override readonly name = "InvalidValue";
}

/** The flag as the command line has it. */
export function flagOf({ flag, short, argument }: OptionSpec<unknown>): string {
  return `${short === undefined ? "" : `-${short}, `}--${flag} ${argument}`;
}
