import { RE2JS } from "re2js";

/** A regular expression with Go's syntax and semantics (RE2), which is what Kubernetes evaluates. */
export interface Pattern {
  readonly source: string;
  /** Whether it matches anywhere in `text`: patterns are not anchored. */
  test(text: string): boolean;
}

/** @throws Error with RE2's reason if the pattern is not one that Go accepts. */
export function compilePattern(source: string): Pattern {
  const compiled = RE2JS.compile(source);
  return { source, test: (text) => compiled.matcher(text).find() };
}
