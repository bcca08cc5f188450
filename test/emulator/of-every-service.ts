/**
 * The errors that any AWS service may answer and that no model declares: of the front end (who calls, what for, how
 * often), and of IAM.
 */
export const ofEveryService: readonly string[] = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "IncompleteSignatureException",
  "MissingAuthenticationTokenException",
  "SerializationException",
  "ThrottlingException",
  "UnknownOperationException",
  "UnrecognizedClientException",
];
