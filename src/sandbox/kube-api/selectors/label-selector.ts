import { badRequest } from "../errors/refusals.ts";
import { labelTokens, type LabelToken } from "./label-tokens.ts";

type Labels = Readonly<Record<string, string>>;
export type LabelSelector = (labels: Labels) => boolean;

/** A selector such as `app=web,tier in (a, b),!legacy`. @throws ApiError 400 in the server's words */
export function parseLabelSelector(text: string): LabelSelector {
  const tokens = new Tokens(labelTokens(text));
  const requirements: LabelSelector[] = [];
  while (tokens.next.kind !== "end") {
    if (tokens.next.kind === "symbol" && tokens.next.text !== "!") {
      throw badRequest(`found '${tokens.next.text}', expected: !, identifier, or 'end of string'`);
    }
    requirements.push(readRequirement(tokens));
    const { kind, text: found } = tokens.take();
    if (kind === "end") break;
    if (found !== ",") throw badRequest(`found '${found}', expected: ',' or 'end of string'`);
    if (tokens.next.kind !== "word" && tokens.next.text !== "!") {
      throw badRequest(`found '${tokens.next.text}', expected: identifier after ','`);
    }
  }
  return (labels) => requirements.every((matches) => matches(labels));
}

class Tokens {
  readonly #tokens: readonly LabelToken[];
  #at = 0;

  constructor(tokens: readonly LabelToken[]) {
    this.#tokens = tokens;
  }

  get next(): LabelToken {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  take(): LabelToken {
    const token = this.next;
    this.#at++;
    return token;
  }

  /** Takes the next part if it is that symbol. */
  skip(symbol: string): boolean {
    const isThere = this.next.kind === "symbol" && this.next.text === symbol;
    if (isThere) this.#at++;
    return isThere;
  }
}

function unparsable(found: string, expected: string): Error {
  return badRequest(`unable to parse requirement: found '${found}', expected: ${expected}`);
}

function readRequirement(tokens: Tokens): LabelSelector {
  const isAbsence = tokens.skip("!");
  const key = tokens.take();
  if (key.kind !== "word") throw unparsable(key.text, "identifier");
  if (isAbsence) return (labels) => labels[key.text] === undefined;
  if (tokens.next.kind === "end" || tokens.next.text === ",") return (labels) => labels[key.text] !== undefined;
  const operator = tokens.take().text;
  switch (operator) {
    case "in": {
      const values = readValues(tokens);
      return (labels) => labels[key.text] !== undefined && values.includes(labels[key.text] ?? "");
    }
    case "notin": {
      const values = readValues(tokens);
      return (labels) => labels[key.text] === undefined || !values.includes(labels[key.text] ?? "");
    }
    case "=":
    case "==":
    case "!=":
    case "<":
    case ">":
      return compare(key.text, operator, readValue(tokens));
    default:
      throw unparsable(operator, "in, notin, =, ==, !=, gt, lt");
  }
}

function readValue(tokens: Tokens): string {
  if (tokens.next.kind === "end" || tokens.next.text === ",") return "";
  const value = tokens.take();
  if (value.kind !== "word") throw unparsable(value.text, "identifier");
  return value.text;
}

/** What stands in the parentheses; `()` and `(a,)` hold the empty value. */
function readValues(tokens: Tokens): readonly string[] {
  if (!tokens.skip("(")) throw badRequest(`unable to parse requirement: found '${tokens.next.text}' expected: '('`);
  const values: string[] = [];
  for (;;) {
    values.push(tokens.next.kind === "word" ? tokens.take().text : "");
    if (tokens.skip(")")) return values;
    if (!tokens.skip(",")) throw unparsable(tokens.next.text, "',' or ')'");
  }
}

function compare(key: string, operator: "=" | "==" | "!=" | "<" | ">", value: string): LabelSelector {
  switch (operator) {
    case "!=":
      return (labels) => labels[key] !== value;
    case "<":
      return (labels) => labels[key] !== undefined && Number(labels[key]) < Number(value);
    case ">":
      return (labels) => labels[key] !== undefined && Number(labels[key]) > Number(value);
    case "=":
    case "==":
      return (labels) => labels[key] === value;
  }
}
