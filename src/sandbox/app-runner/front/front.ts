import type { Clock } from "../../../base/clock.ts";
import { sleep } from "../../../base/sleep.ts";
import { unreachable } from "../../../base/unreachable.ts";
import { ConnectionDropped } from "../../connection-dropped.ts";
import type { Settings } from "../settings/settings.ts";
import { requestId as newRequestId } from "../state/ids.ts";
import type { Regions } from "../state/regions.ts";
import { parseCaller } from "../wire/caller.ts";
import { Fault } from "../wire/fault.ts";
import { callAppRunner, operationName, parseBody } from "./app-runner-call.ts";
import type { CallLog, RecordedCall } from "./call-log.ts";
import type { Injection, Injections } from "./injection.ts";
import { jsonProtocol } from "./reply.ts";
import type { Protocol, Reply } from "./reply.ts";
import { callSts, stsProtocol } from "./sts.ts";
import type { Throttle } from "./throttle.ts";

export interface FrontParts {
  readonly clock: Clock;
  /** The time that clients have, who are not put forward with `clock`: by it they keep the keys of a session. */
  readonly clientClock: Clock;
  readonly settings: Settings;
  readonly regions: Regions;
  readonly calls: CallLog;
  readonly injections: Injections;
  readonly throttle: Throttle;
}

/** A request that has been read: what it asks for, and how to carry it out. */
interface Call {
  readonly operation: string;
  readonly protocol: Protocol;
  readonly log: Pick<RecordedCall, "accessKeyId" | "region" | "input">;
  run(requestId: string): Reply;
}

/**
 * The AWS side of the emulator: App Runner over AWS JSON 1.0 and STS over the query protocol, told apart by the content
 * type. Every call is recorded, with the fault that was injected into it.
 * @throws {ConnectionDropped} when an injected fault, or a service's name, says so.
 */
export async function answerAws(request: Request, parts: FrontParts): Promise<Response> {
  const call = readCall(request, await request.text(), parts);
  const requestId = newRequestId(parts.settings.random);
  const atMs = parts.clock.nowMs();
  const injection = parts.injections.take(call.operation);
  if (injection?.delayMs !== undefined) await sleep(parts.clock, injection.delayMs);
  const reply = carryOut(call, requestId, injection);
  parts.calls.add({
    operation: call.operation,
    requestId,
    atMs,
    ...call.log,
    status: reply?.status ?? 0,
    ...(reply?.errorCode === undefined ? {} : { errorCode: reply.errorCode }),
  });
  if (reply === undefined) throw new ConnectionDropped();
  return new Response(reply.body, {
    status: reply.status,
    headers: { "content-type": call.protocol.contentType, "x-amzn-requestid": requestId },
  });
}

/** The answer; undefined when the connection is to be dropped. */
function carryOut(call: Call, requestId: string, injection: Injection | undefined): Reply | undefined {
  if (injection?.when === "before" && injection.answer !== "none") return injected(call, requestId, injection);
  const reply = runCall(call, requestId);
  return injection === undefined || injection.answer === "none" ? reply : injected(call, requestId, injection);
}

function runCall(call: Call, requestId: string): Reply {
  try {
    return call.run(requestId);
  } catch (error) {
    if (error instanceof Fault) return call.protocol.fault(error, requestId);
    throw error;
  }
}

function injected(call: Call, requestId: string, injection: Injection): Reply | undefined {
  const { answer } = injection;
  switch (answer) {
    case "drop":
    case "none":
      return undefined;
    case "malformed":
      return call.protocol.malformed;
    case "error": {
      const code = injection.code ?? "InternalServiceErrorException";
      const message = injection.message ?? "An internal service exception has occurred.";
      const status = injection.httpStatus ?? (injection.code === undefined ? 500 : 400);
      return call.protocol.fault(new Fault(code, message, status), requestId);
    }
    default:
      return unreachable(answer);
  }
}

function readCall(request: Request, text: string, parts: FrontParts): Call {
  const { headers } = request;
  const log = callerIfKnown(headers);
  if (headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") === true) {
    const form = new URLSearchParams(text);
    return {
      operation: form.get("Action") ?? "",
      protocol: stsProtocol,
      log,
      run: (requestId) =>
        callSts({ form, headers, settings: parts.settings, nowMs: parts.clientClock.nowMs() }, requestId),
    };
  }
  const body = parseBody(text);
  return {
    operation: operationName(headers),
    protocol: jsonProtocol,
    log: { ...log, ...(body === undefined ? {} : { input: body }) },
    run: () => callAppRunner({ headers, body }, parts),
  };
}

function callerIfKnown(headers: Headers): Pick<RecordedCall, "accessKeyId" | "region"> {
  try {
    return parseCaller(headers);
  } catch (error) {
    if (error instanceof Fault) return {};
    throw error;
  }
}
