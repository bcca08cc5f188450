import type { Random } from "../../../base/random.ts";
import { Fault } from "../wire/fault.ts";
import { type Session, type SessionKeys, sessionKeys } from "./session.ts";

/** Who makes a call to STS. */
export interface StsCaller {
  readonly arn: string;
  /** The session that the caller acts in; undefined for a user. */
  readonly session: Session | undefined;
}

/** A session that was handed out. */
export interface AssumedSession {
  readonly session: Session;
  readonly keys: SessionKeys;
  readonly arn: string;
}

const roleArnForm = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]+)$/;
const sessionNameForm = /^[\w+=,.@-]{2,64}$/;
const externalIdForm = /^[\w+=,.@:/-]{2,1224}$/;
const hourMs = 3_600_000;

/**
 * AssumeRole: any role of any account can be assumed, but one whose name is `not-assumable`, and one whose name is
 * `external-id-<id>` without that id. A role that was itself reached by a role lasts an hour at most.
 * @throws {Fault} ValidationError, AccessDenied.
 */
export function assumeRole(
  form: URLSearchParams,
  caller: StsCaller,
  { nowMs, random }: { readonly nowMs: number; readonly random: Random },
): AssumedSession {
  const roleArn = form.get("RoleArn") ?? "";
  const [, account, roleName] = roleArnForm.exec(roleArn) ?? [];
  if (account === undefined || roleName === undefined) throw invalid(`${roleArn} is invalid`);
  const sessionName = checked(form, "RoleSessionName", sessionNameForm, "[\\w+=,.@-]*") ?? "";
  const externalId = checked(form, "ExternalId", externalIdForm, "[\\w+=,.@:\\/-]*");
  const durationMs = durationOf(form, caller);
  const wanted = /^external-id-(.+)$/.exec(roleName)?.[1];
  if (roleName === "not-assumable" || (wanted !== undefined && wanted !== externalId)) {
    throw new Fault(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  }
  const session = { account, roleName, sessionName, expiresAtMs: nowMs + durationMs };
  return { session, keys: sessionKeys(session, random), arn: arnOfSession(session) };
}

function durationOf(form: URLSearchParams, { session }: StsCaller): number {
  const durationMs = Number(form.get("DurationSeconds") ?? 3_600) * 1_000;
  if (!(durationMs >= 900_000 && durationMs <= 12 * hourMs)) {
    throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  if (session !== undefined && durationMs > hourMs) {
    throw invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
  }
  return durationMs;
}

/** A member of the form; the session's name alone is required. */
function checked(form: URLSearchParams, member: string, shape: RegExp, pattern: string): string | undefined {
  const value = form.get(member) ?? (member === "RoleSessionName" ? "" : undefined);
  if (value === undefined || shape.test(value)) return value;
  const path = member.charAt(0).toLowerCase() + member.slice(1);
  throw invalid(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
}

/** The ARN under which a session acts. */
export function arnOfSession({ account, roleName, sessionName }: Session): string {
  return `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`;
}

function invalid(message: string): Fault {
  return new Fault("ValidationError", message);
}
