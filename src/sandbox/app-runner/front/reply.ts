import { awsJson } from "../wire/aws-json.ts";
import type { WireObject } from "../wire/aws-json.ts";
import type { Fault } from "../wire/fault.ts";

/** An answer before it becomes an HTTP response. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly errorCode?: string;
}

/** How one of the two protocols writes its answers. */
export interface Protocol {
  readonly contentType: string;
  fault(fault: Fault, requestId: string): Reply;
  /** An answer that is cut off in the middle. */
  readonly malformed: Reply;
}

export const jsonProtocol: Protocol = {
  contentType: "application/x-amz-json-1.0",
  fault: ({ code, message, httpStatus }) => ({
    status: httpStatus,
    // The order of AWS's own error bodies, which is not alphabetical.
    body: `{"__type":${JSON.stringify(code)},"Message":${JSON.stringify(message)}}`,
    errorCode: code,
  }),
  malformed: { status: 200, body: '{"Service":{"ServiceName":"' },
};

export function jsonReply(body: WireObject): Reply {
  return { status: 200, body: awsJson(body) };
}
