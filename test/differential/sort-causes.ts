import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";

/**
 * Brings the causes of a Status, and their texts in its message, into one order: the real server finds faults in the
 * order of a Go map, so any order is right. Everything else is returned as it is.
 */
export function sortCauses(body: Json): Json {
  const details = isJsonObject(body) && body["kind"] === "Status" ? body["details"] : undefined;
  const causes = isJsonObject(details) ? details["causes"] : undefined;
  if (!isJsonObject(body) || !isJsonObject(details) || !Array.isArray(causes)) return body;
  const sorted = (causes as readonly Json[])
    .filter(isJsonObject)
    .toSorted((left, right) => (textOf(left) < textOf(right) ? -1 : 1));
  return {
    ...body,
    message: sortMessage(body["message"], sorted.map(textOf)),
    details: { ...details, causes: sorted },
  };
}

function textOf(cause: JsonObject): string {
  return `${String(cause["field"])}: ${String(cause["message"])}`;
}

/** `... is invalid: [b, a]` becomes `... is invalid: [a, b]`, when it names just these. */
function sortMessage(message: Json | undefined, texts: readonly string[]): Json {
  if (typeof message !== "string") return message ?? null;
  const start = message.indexOf("[");
  let rest = message.slice(start + 1, -1);
  for (const text of texts) rest = rest.replace(text, () => "");
  return start >= 0 && /^[, ]*$/.test(rest) ? `${message.slice(0, start)}[${texts.join(", ")}]` : message;
}
