import { Fault } from "../wire/fault.ts";
import type { Settings } from "../settings/settings.ts";
import { parseCaller } from "../wire/caller.ts";
import { arnOfSession, assumeRole } from "./assume-role.ts";
import { sessionOf } from "./session.ts";
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

/** What an STS action is answered from. */
export interface StsRequest {
  readonly form: URLSearchParams;
  readonly headers: Headers;
  readonly settings: Settings;
  readonly nowMs: number;
}

/**
 * Answers an STS action.
 * @throws {Fault} InvalidAction for everything but GetCallerIdentity and AssumeRole, and what these refuse.
 */
export function callSts({ form, headers, settings, nowMs }: StsRequest, requestId: string): Reply {
  const session = sessionOf(headers, parseCaller(headers).accessKeyId, nowMs);
  const account = session?.account ?? settings.account;
  const arn = session === undefined ? `arn:aws:iam::${account}:user/emulator` : arnOfSession(session);
  const action = form.get("Action") ?? "";
  switch (action) {
    case "GetCallerIdentity":
      return answer(action, requestId, [
        ["Arn", arn],
        ["UserId", session === undefined ? "AIDAEMULATOREMULATOR" : `AROAEMULATOREMULATOR:${session.sessionName}`],
        ["Account", account],
      ]);
    case "AssumeRole": {
      const assumed = assumeRole(form, { arn, session }, { nowMs, random: settings.random });
      return answer(action, requestId, [
        [
          "AssumedRoleUser",
          elements([
            ["Arn", assumed.arn],
            ["AssumedRoleId", `AROAEMULATOREMULATOR:${assumed.session.sessionName}`],
          ]),
        ],
        [
          "Credentials",
          elements([
            ["AccessKeyId", assumed.keys.accessKeyId],
            ["SecretAccessKey", assumed.keys.secretAccessKey],
            ["SessionToken", assumed.keys.sessionToken],
            ["Expiration", new Date(assumed.session.expiresAtMs).toISOString()],
          ]),
        ],
      ]);
    }
    default:
      throw new Fault("InvalidAction", `Could not find operation ${action} for version 2011-06-15`);
  }
}

/** Elements in their order; the text of one is escaped, elements within one are not. */
interface Elements {
  readonly xml: string;
}

function elements(members: readonly (readonly [name: string, value: string | Elements])[]): Elements {
  const xml = members.map(([name, value]) => {
    const content = typeof value === "string" ? escapeXml(value) : value.xml;
    return `<${name}>${content}</${name}>`;
  });
  return { xml: xml.join("") };
}

function answer(action: string, requestId: string, members: Parameters<typeof elements>[0]): Reply {
  const result = elements(members).xml;
  return {
    status: 200,
    body: [
      `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>`,
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
    ].join(""),
  };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
