import type { AwsErrorClass } from "./aws-error.ts";
import { regionWithoutAppRunner } from "./regions.ts";

/** What is known of a failure before it is classified. */
export interface FailureFacts {
  /** The error's name on the wire, or the code or name of the transport's error. */
  readonly name: string;
  readonly operation: string;
  /** The error's text as AWS sent it, not scrubbed. */
  readonly text: string;
  /** Of the answer, if there was one. */
  readonly httpStatus: number | undefined;
}

/** One rule. All of its conditions must hold; a condition left out always holds. */
export interface ErrorRow {
  readonly names?: readonly string[];
  readonly operations?: readonly string[];
  readonly text?: RegExp;
  readonly httpStatus?: (status: number) => boolean;
  readonly errorClass: AwsErrorClass;
}

const serverFault = (status: number): boolean => status >= 500;
const success = (status: number): boolean => status < 300;
const tooMany = (status: number): boolean => status === 429;

/**
 * The error names and texts that App Runner, STS, AWS's front end, the SDK and Node's network layer are known to give.
 * The first row that matches counts. App Runner reports much under InvalidRequestException that other APIs have names
 * for, so its texts tell the classes apart; they are matched loosely around the parts that vary.
 */
export const errorTable: readonly ErrorRow[] = [
  // App Runner: refusals that only their text tells apart.
  { names: ["InvalidRequestException"], text: /name already exists/i, errorClass: "alreadyExists" },
  { names: ["InvalidRequestException"], text: /is already associated with/i, errorClass: "alreadyExists" },
  { names: ["InvalidRequestException"], text: /^Account \S+ is restricted/i, errorClass: "quota" },
  { names: ["InvalidRequestException"], text: /Error in assuming .*\brole\b/i, errorClass: "rolePropagation" },
  // StartDeployment declares no InvalidStateException and says it this way instead.
  {
    names: ["InvalidRequestException"],
    operations: ["StartDeployment"],
    text: /isn't in RUNNING state/i,
    errorClass: "busy",
  },
  { names: ["InvalidRequestException"], text: /No custom domain .* found/i, errorClass: "notFound" },
  { names: ["InvalidRequestException"], text: /configuration you specified has been deleted/i, errorClass: "notFound" },
  // App Runner releases what a deleted service used some minutes late, so these pass by themselves.
  { names: ["InvalidRequestException"], text: /(is being used|It's used) by .*services/i, errorClass: "busy" },
  { names: ["InvalidRequestException"], errorClass: "invalid" },

  // App Runner: names that say enough.
  { names: ["InvalidStateException"], errorClass: "busy" },
  { names: ["ResourceNotFoundException", "ResourceNotfound"], errorClass: "notFound" },
  { names: ["ServiceQuotaExceededException", "ServiceQuotaExceeded"], errorClass: "quota" },
  { names: ["InternalServiceErrorException"], errorClass: "transient" },

  // AWS in general.
  {
    names: [
      "ThrottlingException",
      "Throttling",
      "ThrottledException",
      "TooManyRequestsException",
      "RequestLimitExceeded",
      // The SDK counts this as throttling too; App Runner has a name of its own for quotas.
      "LimitExceededException",
      "RequestThrottled",
      "RequestThrottledException",
      "BandwidthLimitExceeded",
      "PriorRequestNotComplete",
      "SlowDown",
      "EC2ThrottledException",
    ],
    errorClass: "throttled",
  },
  // STS refused to hand out credentials: nothing was asked of App Runner yet.
  { names: ["AccessDenied", "AccessDeniedException"], text: /sts:AssumeRole/, errorClass: "credentials" },
  {
    names: [
      "AccessDeniedException",
      "AccessDenied",
      "NotAuthorized",
      "UnauthorizedOperation",
      "UnauthorizedException",
      "OptInRequired",
      "SubscriptionRequiredException",
    ],
    errorClass: "accessDenied",
  },
  {
    names: [
      "UnrecognizedClientException",
      "InvalidClientTokenId",
      "InvalidSignatureException",
      "SignatureDoesNotMatch",
      "IncompleteSignature",
      "IncompleteSignatureException",
      "ExpiredTokenException",
      "ExpiredToken",
      "RequestExpired",
      "InvalidIdentityToken",
      "IDPRejectedClaim",
      "MissingAuthenticationToken",
      "MissingAuthenticationTokenException",
      "CredentialsProviderError",
      "TokenProviderError",
      "CredentialsError",
    ],
    errorClass: "credentials",
  },
  {
    names: [
      "UnknownOperationException",
      "InvalidAction",
      "SerializationException",
      "ValidationException",
      "ValidationError",
      "MissingParameter",
      "InvalidParameterValue",
      "RequestEntityTooLargeException",
    ],
    errorClass: "invalid",
  },
  {
    names: [
      "InternalFailure",
      "InternalError",
      "InternalServerError",
      "ServiceUnavailable",
      "ServiceUnavailableException",
    ],
    errorClass: "transient",
  },

  // Our own name for a host that does not exist in a region where App Runner never was, see `regions.ts`.
  { names: [regionWithoutAppRunner], errorClass: "invalid" },
  // The SDK refuses to make a URL of such a region, or to combine FIPS or dual-stack with an endpoint.
  { text: /is not a valid hostname component|Invalid Configuration: (FIPS|Dualstack)/i, errorClass: "invalid" },

  // A gateway or load balancer on the way answers in its own language.
  { httpStatus: tooMany, errorClass: "throttled" },
  { httpStatus: serverFault, errorClass: "transient" },
  // The SDK's names for an answer that it could not read: not JSON, or JSON of the wrong types.
  { names: ["SyntaxError", "TypeError", "RangeError"], httpStatus: () => true, errorClass: "malformed" },
  { httpStatus: success, errorClass: "malformed" },
];

/** The class of a failure. What no row knows is `transient`: retried with backoff, never given up. */
export function classifyFailure(facts: FailureFacts, table: readonly ErrorRow[] = errorTable): AwsErrorClass {
  return table.find((row) => matches(row, facts))?.errorClass ?? "transient";
}

function matches(row: ErrorRow, facts: FailureFacts): boolean {
  if (row.names !== undefined && !row.names.includes(facts.name)) return false;
  if (row.operations !== undefined && !row.operations.includes(facts.operation)) return false;
  if (row.text !== undefined && !row.text.test(facts.text)) return false;
  if (row.httpStatus !== undefined && (facts.httpStatus === undefined || !row.httpStatus(facts.httpStatus)))
    return false;
  return true;
}
