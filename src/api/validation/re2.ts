import { RE2JS } from "re2js";

/** Regular expressions as Go, and so the API server, reads them; ajv's `code.regExp`. */
export const re2 = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return {
      test: (text: string) => compiled.matcher(text).find(),
      // Ajv tells the expressions that it keeps apart by this text.
      toString: () => pattern,
    };
  },
  // Ajv only writes this into code that it generates for later use, which is never asked for here.
  { code: "re2" },
);
