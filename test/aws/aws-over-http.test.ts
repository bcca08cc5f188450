import { afterEach, describe, expect, it } from "vitest";
import { createAppRunnerPort } from "../../src/aws/app-runner-port.ts";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { createActors } from "../../src/aws/actors.ts";
import { createAwsPlaces } from "../../src/aws/places.ts";
import type { AppRunnerPort } from "../../src/aws/port.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen, type Handler, type Listening } from "../../src/sandbox/serve.ts";
import { failureOf, place, publicService } from "./emulated-aws.ts";

const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "not-a-secret" };
const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(handler: Handler): Promise<string> {
  const server = await listen(handler, { port: 0 });
  open.push(server);
  return server.url;
}

function portTo(endpoint: string): AppRunnerPort {
  const budget = { take: () => Promise.resolve(0), throttled() {}, accepted() {} };
  return createAppRunnerPort({
    place,
    version: "test",
    endpoint,
    credentials,
    budget,
    observer: silentAwsObserver,
    clock: systemClock,
  });
}

describe("over a real connection", () => {
  it("identity, a call and a sweep reach the emulator", async () => {
    const emulator = createAppRunnerEmulator({ clock: systemClock });
    const endpoint = await serve((request) => emulator.handle(request));
    const common = { version: "test", endpoint, credentials, clock: systemClock, observer: silentAwsObserver };
    const actors = createActors({ ...common, region: "eu-west-1" });
    const places = createAwsPlaces({ ...common, random: Math.random, speed: 40 });
    const { place: there, port, sweep } = await places.at("eu-west-1", actors.own);
    expect(there).toEqual({ account: "111122223333", region: "eu-west-1" });
    await port.call("CreateService", publicService("demo-web"));
    expect(await sweep.lookup("demo-web", { notBeforeMs: systemClock.monotonicMs() })).toHaveLength(1);
  });

  it.each([
    { answer: "drop" as const, errorClass: "transient", code: "ECONNRESET" },
    { answer: "malformed" as const, errorClass: "malformed", code: "SyntaxError" },
  ])(
    "an answer that is lost ($answer) is $errorClass ($code), and nothing is sent twice",
    async ({ answer, errorClass, code }) => {
      const emulator = createAppRunnerEmulator({ clock: systemClock });
      const endpoint = await serve((request) => emulator.handle(request));
      emulator.admin.inject({ when: "after", answer });
      expect(await failureOf(portTo(endpoint).call("CreateService", publicService("demo-web")))).toMatchObject({
        errorClass,
        code,
      });
      expect(emulator.calls().map((call) => call.operation)).toEqual(["CreateService"]);
    },
  );

  it("a refused connection is transient and named", async () => {
    const endpoint = await serve(() => Promise.resolve(new Response()));
    await open.pop()?.close();
    const error = await failureOf(portTo(endpoint).call("ListServices", {}));
    expect(error).toMatchObject({ errorClass: "transient", code: "ECONNREFUSED" });
    expect(error.message).toBe("cannot reach AWS in us-east-1: the connection was refused by 127.0.0.1");
  });

  it("a call that stalls in the middle of its answer ends when the caller gives up", async () => {
    const begun = Promise.withResolvers<void>();
    const endpoint = await serve(() => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"ServiceSummaryList":['));
          begun.resolve();
        },
      });
      return Promise.resolve(new Response(body, { headers: { "content-type": "application/x-amz-json-1.0" } }));
    });
    const controller = new AbortController();
    const outcome = portTo(endpoint)
      .call("ListServices", {}, { signal: controller.signal })
      .catch((error: unknown) => error);
    await begun.promise;
    const reason = new Error("stopping");
    controller.abort(reason);
    expect(await outcome).toBe(reason);
  });
});
