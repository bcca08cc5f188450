import type { Random } from "../../../base/random.ts";
import { isJsonObject } from "../../../base/json.ts";
import { Fault } from "../wire/fault.ts";

/** Who a role's session is, and for how long. */
export interface Session {
  readonly account: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly expiresAtMs: number;
}

/** The keys of a session, as AssumeRole hands them out. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const accessKeyIdForm = /^ASIA(\d{12})[A-Z2-7]{4}$/;
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Keys for a session. All that is known of it is in the keys themselves (as AWS's own access key ids tell the account), so
 * that they stay good when the emulator starts anew.
 */
export function sessionKeys(session: Session, random: Random): SessionKeys {
  const letters = Array.from({ length: 4 }, () => base32[Math.floor(random() * base32.length)] ?? "A");
  return {
    accessKeyId: `ASIA${session.account}${letters.join("")}`,
    secretAccessKey: "emulated",
    sessionToken: Buffer.from(JSON.stringify(session)).toString("base64url"),
  };
}

/**
 * The session that a request was signed in; undefined for keys that are no session's.
 * @throws {Fault} UnrecognizedClientException for a session's key without its token, ExpiredTokenException after its end.
 */
export function sessionOf(headers: Headers, accessKeyId: string, nowMs: number): Session | undefined {
  const account = accessKeyIdForm.exec(accessKeyId)?.[1];
  if (account === undefined) return undefined;
  const session = parseToken(headers.get("x-amz-security-token") ?? "");
  if (session?.account !== account) {
    throw new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  if (nowMs >= session.expiresAtMs) {
    throw new Fault("ExpiredTokenException", "The security token included in the request is expired");
  }
  return session;
}

function parseToken(token: string): Session | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    return isSession(value) ? value : undefined;
  } catch {
    // Any text may come as a token.
    return undefined;
  }
}

function isSession(value: unknown): value is Session {
  if (!isJsonObject(value)) return false;
  const { account, roleName, sessionName, expiresAtMs } = value;
  const texts = [account, roleName, sessionName];
  return texts.every((text) => typeof text === "string") && typeof expiresAtMs === "number";
}
