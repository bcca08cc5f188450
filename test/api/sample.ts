import type { JsonObject } from "../../src/base/json.ts";

/** A refusal of the API server: the field that it names and a part of the text that it gives for it. */
export interface Refusal {
  /** `rule`: a CEL rule, whose message is ours. `schema`: another keyword, whose text is the server's. */
  readonly by: "rule" | "schema";
  readonly field: string;
  readonly messageIncludes: string;
}

/** A manifest to create, and what the API server says to it. */
export interface CreateSample {
  readonly name: string;
  readonly manifest: JsonObject;
  readonly expect: "accepted" | Refusal;
}

/** A manifest that is accepted, an edit of it, and what the API server says to the edit. */
export interface UpdateSample {
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly expect: "accepted" | Refusal;
}

/** A refusal by a CEL rule. */
export function byRule(field: string, messageIncludes: string): Refusal {
  return { by: "rule", field, messageIncludes };
}

/** A refusal by a schema keyword other than a rule. */
export function bySchema(field: string, messageIncludes: string): Refusal {
  return { by: "schema", field, messageIncludes };
}

/** What is wrong with an answer to a sample, given the refused fields with their messages; undefined when nothing is. */
export function mismatch(
  problems: readonly { readonly field: string; readonly message: string }[],
  expected: "accepted" | Refusal,
  judge: "server" | "local",
): string | undefined {
  const told = problems.map(({ field, message }) => `${field}: ${message}`).join("\n");
  if (expected === "accepted") return problems.length === 0 ? undefined : `was refused:\n${told}`;
  const { by, field, messageIncludes } = expected;
  // The texts of schema keywords are the server's own, so the local check is only held to the field.
  const text = by === "schema" && judge === "local" ? "" : messageIncludes;
  const met = problems.some((problem) => problem.field === field && problem.message.includes(text));
  return met ? undefined : `should be refused at ${field} with "${text}", but got:\n${told === "" ? "accepted" : told}`;
}
