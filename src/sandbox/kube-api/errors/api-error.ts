import type { JsonObject } from "../../../base/json.ts";

/** `kind` holds the plural of a resource where the error is about a resource, as the server has it. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message: string; readonly field?: string }[];
  readonly retryAfterSeconds?: number;
}

/** A refusal, as the Status object that the client gets. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  toStatus(): JsonObject {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      ...(this.reason === "" ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: detailsToJson(this.details) }),
      code: this.code,
    };
  }
}

function detailsToJson(details: StatusDetails): JsonObject {
  const { causes, ...rest } = details;
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  return { ...named, ...(causes === undefined ? {} : { causes: causes.map((cause) => ({ ...cause })) }) };
}
