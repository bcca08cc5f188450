import { isJsonObject } from "../../../base/json.ts";
import type { Json } from "../../../base/json.ts";
import type { Clock } from "../../../base/clock.ts";
import { mayAnswer } from "../operations/declared-errors.ts";
import { operations } from "../operations/operations.ts";
import type { Operation } from "../operations/operation.ts";
import type { Settings } from "../settings/settings.ts";
import type { Regions } from "../state/regions.ts";
import { parseCaller } from "../wire/caller.ts";
import { Fault, serialization } from "../wire/fault.ts";
import { sessionOf } from "./session.ts";
import { jsonReply } from "./reply.ts";
import type { Reply } from "./reply.ts";
import type { Throttle } from "./throttle.ts";

const target = /^AppRunner\.(\w+)$/;

/** The operation that the X-Amz-Target header names; the header's own text when it names none of App Runner's. */
export function operationName(headers: Headers): string {
  const text = headers.get("x-amz-target") ?? "";
  return target.exec(text)?.[1] ?? text;
}

/** The body as JSON; undefined when it is none. */
export function parseBody(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Carries out one App Runner operation.
 * @throws {Fault} for every request that is refused, with an error that the API declares for the operation.
 */
export function callAppRunner(
  request: { readonly headers: Headers; readonly body: Json | undefined },
  world: {
    readonly clock: Clock;
    readonly clientClock: Clock;
    readonly settings: Settings;
    readonly regions: Regions;
    readonly throttle: Throttle;
  },
): Reply {
  const { clock, clientClock, settings, regions, throttle } = world;
  const { name, operation } = findOperation(request.headers);
  const caller = parseCaller(request.headers);
  const nowMs = clock.nowMs();
  throttle.take(nowMs);
  if (!isJsonObject(request.body)) throw serialization("The request body is not a JSON object.");
  const session = sessionOf(request.headers, caller.accessKeyId, clientClock.nowMs());
  const region = regions.get(session?.account ?? settings.account, caller.region);
  region.settle(nowMs, settings.durations());
  try {
    return jsonReply(operation.invoke(request.body, { nowMs, region, settings }));
  } catch (error) {
    if (error instanceof Fault && !mayAnswer(name, error.code)) {
      throw new Error(`${name} is not to answer ${error.code}`, { cause: error });
    }
    throw error;
  }
}

function findOperation(headers: Headers): { readonly name: string; readonly operation: Operation } {
  const name = target.exec(headers.get("x-amz-target") ?? "")?.[1];
  const operation = name === undefined ? undefined : operations.get(name);
  if (name === undefined || operation === undefined) {
    throw new Fault("UnknownOperationException", "The requested operation is not recognized by the service.");
  }
  return { name, operation };
}
