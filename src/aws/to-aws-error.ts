import { AwsError } from "./aws-error.ts";
import { classifyFailure } from "./error-table.ts";
import { lacksAppRunner, regionWithoutAppRunner, regionWithoutAppRunnerText } from "./regions.ts";
import { scrub } from "./scrub.ts";
import { transportText } from "./transport-text.ts";

/** What a failure is about. */
export interface CallContext {
  /** As in the API reference, such as `UpdateService`. */
  readonly operation: string;
  readonly region: string;
  /** What was sent and must not be repeated, see `sensitiveValuesOf`. */
  readonly sensitiveValues: readonly string[];
}

/** The members by which errors of the SDK and of Node's network layer can be told apart. */
interface ThrownFacts {
  readonly name: string;
  readonly code: string | undefined;
  readonly message: string;
  readonly hostname: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  /** Whether AWS answered with an error of its own. */
  readonly fromService: boolean;
}

/**
 * What the SDK threw, as a classified AwsError with a text fit to be shown. It has no `cause`: the SDK's errors carry
 * the raw answer, and those of its parser quote it.
 */
export function toAwsError(thrown: unknown, context: CallContext): AwsError {
  const facts = readThrown(thrown);
  const code = codeOf(facts, context.region);
  const errorClass = classifyFailure({
    name: code,
    operation: context.operation,
    text: facts.message,
    httpStatus: facts.httpStatus,
  });
  return new AwsError(scrub(textOf(facts, code, context), context.sensitiveValues), {
    errorClass,
    code,
    operation: context.operation,
    requestId: facts.requestId,
  });
}

function codeOf(facts: ThrownFacts, region: string): string {
  if (facts.code === "ENOTFOUND" && lacksAppRunner(region, facts.hostname)) return regionWithoutAppRunner;
  return facts.fromService ? facts.name : (facts.code ?? facts.name);
}

function textOf(facts: ThrownFacts, code: string, { operation, region }: CallContext): string {
  if (code === regionWithoutAppRunner) return regionWithoutAppRunnerText(region);
  // The SDK says "UnknownError" where the answer has no text.
  if (facts.fromService && facts.message !== "" && facts.message !== "UnknownError") return facts.message;
  if (facts.fromService) return `${operation} failed: ${code} (HTTP ${facts.httpStatus ?? "status unknown"})`;
  // An answer that did not parse: the parser's message may quote it.
  if (facts.httpStatus !== undefined) return `the answer to ${operation} could not be read (HTTP ${facts.httpStatus})`;
  return transportText({ code, message: facts.message, hostname: facts.hostname, region });
}

function readThrown(thrown: unknown): ThrownFacts {
  const members: Readonly<Record<string, unknown>> = isObject(thrown) ? thrown : {};
  const metadata = isObject(members["$metadata"]) ? members["$metadata"] : {};
  return {
    name: stringOf(members["name"]) ?? "Error",
    code: stringOf(members["code"]),
    message: stringOf(members["message"]) ?? (isObject(thrown) ? "" : String(thrown)),
    hostname: stringOf(members["hostname"]) ?? stringOf(members["address"]),
    httpStatus: typeof metadata["httpStatusCode"] === "number" ? metadata["httpStatusCode"] : undefined,
    requestId: stringOf(metadata["requestId"]),
    fromService: members["$fault"] !== undefined,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
