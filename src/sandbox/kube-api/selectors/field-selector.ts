import { badRequest } from "../errors/refusals.ts";

type Fields = Readonly<Record<string, string>>;
export type FieldSelector = (fields: Fields) => boolean;

/** A selector such as `metadata.name=web,type!=Normal` over the fields in `known`. @throws ApiError 400 */
export function parseFieldSelector(text: string, known: readonly string[]): FieldSelector {
  const terms = text
    .split(/(?<!\\),/)
    .filter((term) => term !== "")
    .map((term) => parseTerm(term, known));
  return (fields) => terms.every(({ field, value, equal }) => ((fields[field] ?? "") === value) === equal);
}

function parseTerm(
  term: string,
  known: readonly string[],
): { readonly field: string; readonly value: string; readonly equal: boolean } {
  const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(term);
  if (match === null) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = "", operator, value = ""] = match;
  if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
  return { field, value: value.replaceAll(/\\([\\,=])/g, "$1"), equal: operator !== "!=" };
}
