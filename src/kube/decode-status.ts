import type { JsonObject } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import { KubeApiError } from "./kube-error.ts";
import { oneLine } from "./one-line.ts";

/**
 * The reasons whose message speaks of names, users and versions only. Every other message may quote the object that was
 * refused (a validation error quotes the value), and that may hold secrets: of those only reason and field paths are
 * told.
 */
const quotableReasons = new Set([
  "AlreadyExists",
  "Conflict",
  "Expired",
  "Forbidden",
  "Gone",
  "NotFound",
  "ServerTimeout",
  "ServiceUnavailable",
  "Timeout",
  "TooManyRequests",
  "Unauthorized",
]);

/** The error that a Status of failure means. `what` names the call; `status` is the HTTP status, if there was one. */
export function decodeStatus(
  body: unknown,
  what: string,
  details: { readonly status?: number; readonly retryAfterMs?: number | undefined } = {},
): KubeApiError {
  const answer: JsonObject = isJsonObject(body) ? body : {};
  const status = details.status ?? (typeof answer["code"] === "number" ? answer["code"] : 0);
  const reason = typeof answer["reason"] === "string" ? answer["reason"] : "";
  const more = [reason, explanation(answer, reason)].filter((part) => part !== "").join(": ");
  return new KubeApiError(`${what}: ${status}${more === "" ? "" : ` ${more}`}`, {
    status,
    reason,
    retryAfterMs: details.retryAfterMs ?? retryAfterOf(answer),
  });
}

/** The Retry-After header's seconds in milliseconds; undefined for anything else (the server never sends a date). */
export function parseRetryAfterMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}

function explanation(answer: JsonObject, reason: string): string {
  const message = answer["message"];
  if (quotableReasons.has(reason) && typeof message === "string") return oneLine(message);
  const details = answer["details"];
  const causes = isJsonObject(details) && Array.isArray(details["causes"]) ? details["causes"] : [];
  const fields = causes.flatMap((cause: unknown) =>
    isJsonObject(cause) && typeof cause["field"] === "string"
      ? [`${cause["field"]} ${text(cause["reason"])}`.trim()]
      : [],
  );
  return oneLine(fields.join(", "));
}

function retryAfterOf(answer: JsonObject): number | undefined {
  const details = answer["details"];
  const seconds = isJsonObject(details) ? details["retryAfterSeconds"] : undefined;
  return typeof seconds === "number" && seconds > 0 ? seconds * 1000 : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
