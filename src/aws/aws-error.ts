/**
 * What an AWS error means for who made the call.
 *
 * - `throttled`, `transient`: the same call may succeed later. `transient` is also the class of what nobody knows, and
 *   leaves open whether the call took effect.
 * - `busy`: another operation runs on the service, or its state does not allow this call now.
 * - `notFound`: the resource does not exist.
 * - `alreadyExists`: a service of that name exists.
 * - `rolePropagation`: App Runner could not assume a role; usual for some minutes after a role was made.
 * - `quota`: a limit of the account is reached.
 * - `accessDenied`: the identity may not make this call.
 * - `credentials`: no credentials, or ones that AWS does not accept.
 * - `invalid`: App Runner refuses the request as it is; sending it again unchanged cannot help.
 * - `malformed`: the answer could not be read. Like `transient`, it leaves open whether the call took effect.
 */
export type AwsErrorClass =
  | "throttled"
  | "transient"
  | "busy"
  | "notFound"
  | "alreadyExists"
  | "rolePropagation"
  | "quota"
  | "accessDenied"
  | "credentials"
  | "invalid"
  | "malformed";

/** A call to AWS that gave no usable answer. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly errorClass: AwsErrorClass;
  /** The error's name on the wire, such as `InvalidRequestException`, or that of the transport's error. */
  readonly code: string;
  /** The API operation, such as `UpdateService`. */
  readonly operation: string;
  /** AWS's id of the request, when there was an answer. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    details: {
      readonly errorClass: AwsErrorClass;
      readonly code: string;
      readonly operation: string;
      readonly requestId?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
    this.errorClass = details.errorClass;
    this.code = details.code;
    this.operation = details.operation;
    this.requestId = details.requestId;
  }
}
