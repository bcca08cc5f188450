import { Fault } from "./fault.ts";

/** Who calls, as the Authorization header says. The signature itself is not checked: every key is accepted. */
export interface Caller {
  readonly accessKeyId: string;
  readonly region: string;
}

const credentialScope = /Credential=([^/\s,]+)\/\d{8}\/([^/\s,]+)\/([^/\s,]+)\/aws4_request/;

/**
 * Reads the caller from a Signature Version 4 Authorization header.
 * @throws {Fault} MissingAuthenticationTokenException without the header, IncompleteSignatureException when it is not one.
 */
export function parseCaller(headers: Headers): Caller {
  const authorization = headers.get("authorization");
  if (authorization === null || authorization === "") {
    throw new Fault("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  const [, accessKeyId, region] = credentialScope.exec(authorization) ?? [];
  if (!authorization.startsWith("AWS4-HMAC-SHA256 ") || accessKeyId === undefined || region === undefined) {
    throw new Fault(
      "IncompleteSignatureException",
      "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters of Signature Version 4.",
    );
  }
  return { accessKeyId, region };
}
