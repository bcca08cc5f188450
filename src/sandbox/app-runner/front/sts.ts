import { Fault } from "../wire/fault.ts";
import type { Protocol, Reply } from "./reply.ts";

// STS speaks the AWS query protocol, API version 2011-06-15: a form in, XML out.

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

export const stsProtocol: Protocol = {
  contentType: "text/xml",
  fault: ({ code, message, httpStatus }, requestId) => ({
    status: httpStatus,
    body: [
      `<ErrorResponse xmlns="${namespace}"><Error><Type>${httpStatus < 500 ? "Sender" : "Receiver"}</Type>`,
      `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`,
      `<RequestId>${requestId}</RequestId></ErrorResponse>`,
    ].join(""),
    errorCode: code,
  }),
  malformed: { status: 200, body: "<GetCallerIdentityResponse><GetCallerId" },
};

/**
 * Answers an STS action for an account.
 * @throws {Fault} InvalidAction for everything but GetCallerIdentity.
 */
export function callSts(action: string, account: string, requestId: string): Reply {
  if (action !== "GetCallerIdentity") {
    throw new Fault("InvalidAction", `Could not find operation ${action} for version 2011-06-15`);
  }
  return {
    status: 200,
    body: [
      `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>`,
      `<Arn>arn:aws:iam::${account}:user/emulator</Arn><UserId>AIDAEMULATOREMULATOR</UserId><Account>${account}</Account>`,
      `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`,
      `</GetCallerIdentityResponse>`,
    ].join(""),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
