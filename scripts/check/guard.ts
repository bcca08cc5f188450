/** A fault that a guard found. */
export interface Finding {
  /** Path relative to the project, with forward slashes; empty when the fault has no file. */
  readonly file: string;
  /** First line is 1; absent when the fault concerns the whole file. */
  readonly line?: number;
  readonly rule: string;
  readonly message: string;
}

/** What one run of a guard looked at, and what it found there. */
export interface GuardReport {
  /** How many files it looked at. None is a failure: a guard that sees nothing cannot fail. */
  readonly files: number;
  /** What else it counted, for the reader, such as "231 rules". */
  readonly detail?: string;
  readonly findings: readonly Finding[];
}

/** A violation that the guard must report, to prove that it still can. */
interface Plant {
  /** Where it goes, relative to the project; no two guards plant in the same file. */
  readonly file: string;
  /** The planted text, or the change to the text that a generator wrote there. */
  readonly content: string | ((original: string) => string);
  /** The rule that must be reported for that file. */
  readonly rule: string;
}

/** One kind of check over a whole project. */
export interface Guard {
  readonly name: string;
  /** What to do about a finding, in one line. */
  readonly advice: string;
  readonly plants: readonly Plant[];
  /** Looks at the project in `projectDir` (absolute). Throws when the tool behind it did not work. */
  check(projectDir: string): Promise<GuardReport>;
}
