/** A part of a label selector: a symbol, or a word (a key, a value, `in` or `notin`). */
export interface LabelToken {
  readonly kind: "symbol" | "word" | "end";
  readonly text: string;
}

/** Splits a label selector into its parts; the last one is the end. */
export function labelTokens(text: string): LabelToken[] {
  const parts = text.matchAll(/(==|!=|[=!()<>,])|([^\s=!()<>,]+)/g);
  const tokens = [...parts].map(([part, symbol]): LabelToken => ({
    kind: symbol === undefined ? "word" : "symbol",
    text: part,
  }));
  return [...tokens, { kind: "end", text: "" }];
}
