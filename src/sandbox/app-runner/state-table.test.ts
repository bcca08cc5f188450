import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { imageSource, minuteMs } from "./test-client.ts";
import type { Answer, TestClient } from "./test-client.ts";
import { openTestSocket } from "./test-socket.ts";
import type { TestSocket } from "./test-socket.ts";

// Which call is accepted in which state of a service, told over HTTP.

let socket: TestSocket;
beforeAll(async () => {
  socket = await openTestSocket();
});
afterAll(() => socket.close());

const states = {
  OPERATION_IN_PROGRESS: (client: TestClient) => client.create(),
  RUNNING: (client: TestClient) => client.created(),
  PAUSED: async (client: TestClient) => {
    const arn = await client.created();
    await client.ok("PauseService", { ServiceArn: arn });
    await client.clock.advance(2 * minuteMs);
    return arn;
  },
  CREATE_FAILED: (client: TestClient) => client.created({ SourceConfiguration: imageSource("fail-start") }),
  DELETE_FAILED: async (client: TestClient) => {
    const arn = await client.created({ SourceConfiguration: imageSource("fail-delete-once") });
    await client.ok("DeleteService", { ServiceArn: arn });
    await client.clock.advance(3 * minuteMs);
    return arn;
  },
  DELETED: async (client: TestClient) => {
    const arn = await client.created();
    await client.ok("DeleteService", { ServiceArn: arn });
    await client.clock.advance(3 * minuteMs);
    return arn;
  },
};

type State = keyof typeof states;

const calls = {
  DescribeService: (arn: string) => ({ ServiceArn: arn }),
  ListOperations: (arn: string) => ({ ServiceArn: arn }),
  ListTagsForResource: (arn: string) => ({ ResourceArn: arn }),
  UpdateService: (arn: string) => ({ ServiceArn: arn, SourceConfiguration: imageSource("2") }),
  StartDeployment: (arn: string) => ({ ServiceArn: arn }),
  PauseService: (arn: string) => ({ ServiceArn: arn }),
  ResumeService: (arn: string) => ({ ServiceArn: arn }),
  DeleteService: (arn: string) => ({ ServiceArn: arn }),
  TagResource: (arn: string) => ({ ResourceArn: arn, Tags: [{ Key: "team", Value: "shop" }] }),
  UntagResource: (arn: string) => ({ ResourceArn: arn, TagKeys: ["team"] }),
};

type Call = keyof typeof calls;

const read = "answers";
const accepted = "starts an operation";
const noEffect = "answers without an operation";
const gone = (arn: string) => `ResourceNotFoundException: Service with the provided ARN doesn't exist. ARN: ${arn}`;
const notRunning =
  "InvalidRequestException: Can't start a deployment on the specified service, because it isn't in RUNNING state.";
const wrongState = (participle: string, state: State) =>
  `InvalidStateException: Service cannot be ${participle} in the current state: ${state}.`;

type Expected = string | ((arn: string) => string);

/** Columns in the order of `states`. */
const table: readonly (readonly [Call, ...Expected[]])[] = [
  ["DescribeService", read, read, read, read, read, read],
  ["ListOperations", read, read, read, read, read, read],
  ["ListTagsForResource", read, read, read, read, read, read],
  [
    "UpdateService",
    wrongState("updated", "OPERATION_IN_PROGRESS"),
    accepted,
    wrongState("updated", "PAUSED"),
    accepted,
    wrongState("updated", "DELETE_FAILED"),
    gone,
  ],
  ["StartDeployment", notRunning, accepted, notRunning, notRunning, notRunning, gone],
  [
    "PauseService",
    wrongState("paused", "OPERATION_IN_PROGRESS"),
    accepted,
    noEffect,
    wrongState("paused", "CREATE_FAILED"),
    wrongState("paused", "DELETE_FAILED"),
    gone,
  ],
  [
    "ResumeService",
    wrongState("resumed", "OPERATION_IN_PROGRESS"),
    noEffect,
    accepted,
    wrongState("resumed", "CREATE_FAILED"),
    wrongState("resumed", "DELETE_FAILED"),
    gone,
  ],
  ["DeleteService", wrongState("deleted", "OPERATION_IN_PROGRESS"), accepted, accepted, accepted, accepted, gone],
  ["TagResource", read, read, read, read, read, gone],
  ["UntagResource", read, read, read, read, read, gone],
];

const cells = table.flatMap(([call, ...expected]) =>
  (Object.keys(states) as State[]).map((state, column) => ({ call, state, expected: expected[column] ?? "" })),
);

/** What came of a call, in the words of the table; anything else that could be seen is told as it is. */
function observed(
  call: Call,
  state: State,
  { status, body }: Answer,
  seen: { started: number; busy: boolean },
): string {
  const hasId = body.OperationId !== undefined;
  if (status === 400 && seen.started === 0) return `${body.__type}: ${body.Message}`;
  if (status === 200 && hasId && seen.busy) return accepted;
  if (status === 200 && !hasId && seen.started === 0) {
    const isNoEffect = call === "PauseService" || call === "ResumeService";
    return isNoEffect && body.Service?.Status === state ? noEffect : read;
  }
  return `${status} ${JSON.stringify(body)} ${JSON.stringify(seen)}`;
}

describe("the state table", () => {
  it.each(cells)("$call in $state: $expected", async ({ call, state, expected }) => {
    const client = socket.client();
    const requestsBefore = socket.received();
    const arn = await states[state](client);
    const operationsBefore = (await client.operations(arn)).length;
    const answer = await client.call(call, calls[call](arn));
    const started = (await client.operations(arn)).length - operationsBefore;
    const busy = started === 1 && (await client.status(arn)) === "OPERATION_IN_PROGRESS";
    expect(observed(call, state, answer, { started, busy })).toBe(
      typeof expected === "function" ? expected(arn) : expected,
    );
    expect(socket.received() - requestsBefore).toBe(client.emulator.calls().length);
  });

  it.each(["UpdateService", "PauseService", "ResumeService", "DeleteService"] as const)(
    "%s on a deleted service can be an invalid state instead",
    async (call) => {
      const client = socket.client({ switches: { deletedMutation: "InvalidStateException" } });
      const arn = await states.DELETED(client);
      expect(await client.refused(call, calls[call](arn))).toMatch(
        /^InvalidStateException: .* in the current state: DELETED\.$/,
      );
    },
  );

  it("accepts an update of a paused service when the switch allows it, and leaves it paused", async () => {
    const client = socket.client({ switches: { pausedUpdate: "allow" } });
    const arn = await states.PAUSED(client);
    await client.ok("UpdateService", calls.UpdateService(arn));
    await client.clock.advance(6 * minuteMs);
    expect(await client.status(arn)).toBe("PAUSED");
    expect((await client.describe(arn)).SourceConfiguration).toMatchObject(imageSource("2"));
  });

  it("forgets a deleted service after an hour, for reading too", async () => {
    const client = socket.client();
    const arn = await states.DELETED(client);
    expect(await client.describe(arn)).toMatchObject({ Status: "DELETED", DeletedAt: expect.any(Number) });
    await client.clock.advance(60 * minuteMs);
    for (const call of ["DescribeService", "ListOperations", "ListTagsForResource"] as const) {
      expect(await client.refused(call, calls[call](arn))).toBe(gone(arn));
    }
  });

  it("knows no service of another region", async () => {
    const client = socket.client();
    const arn = (await states.RUNNING(client)).replace("us-east-1", "eu-west-1");
    expect(await client.refused("DescribeService", { ServiceArn: arn })).toBe(gone(arn));
  });
});
