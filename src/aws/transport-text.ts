/** A failure without an answer. */
export interface TransportFailure {
  /** Node's code, such as `ECONNREFUSED`, or the name of the error. */
  readonly code: string;
  readonly message: string;
  readonly hostname: string | undefined;
  readonly region: string;
}

const networkTexts: Readonly<Record<string, (failure: TransportFailure) => string>> = {
  ENOTFOUND: ({ hostname }) => `the host ${hostname ?? "of AWS"} is not known to the name service`,
  EAI_AGAIN: ({ hostname }) => `the name service did not answer for the host ${hostname ?? "of AWS"}`,
  ECONNREFUSED: ({ hostname }) => `the connection was refused${hostname === undefined ? "" : ` by ${hostname}`}`,
  ECONNRESET: () => "the connection was cut before the answer came",
  EPIPE: () => "the connection was cut before the answer came",
  ETIMEDOUT: () => "no answer in time",
  TimeoutError: () => "no answer in time",
};

/** What happened, for people. */
export function transportText(failure: TransportFailure): string {
  const { code, message, region } = failure;
  const network = networkTexts[code];
  if (network !== undefined) return `cannot reach AWS in ${region}: ${network(failure)}`;
  if (code === "CredentialsProviderError") return `no AWS credentials: ${message}. ${credentialsAdvice}`;
  return message === "" ? code : message;
}

const credentialsAdvice =
  "In a cluster, give the service account a role by IRSA or EKS Pod Identity; elsewhere, set AWS_PROFILE, or " +
  "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
