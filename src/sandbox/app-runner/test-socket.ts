import { listen } from "../serve.ts";
import type { AppRunnerEmulator, AppRunnerEmulatorOptions } from "./emulator.ts";
import { TestClient } from "./test-client.ts";

/** Clients who reach their emulators over one loopback socket. */
export interface TestSocket {
  /** Somebody who calls an emulator of their own. The socket answers for the client that called last, one at a time. */
  client(options?: Omit<AppRunnerEmulatorOptions, "clock">): TestClient;
  /** How many requests came in over the socket. */
  received(): number;
  close(): Promise<void>;
}

/** Opens the socket on a free port. */
export async function openTestSocket(): Promise<TestSocket> {
  let called: AppRunnerEmulator | undefined;
  let received = 0;
  const server = await listen(
    (request) => {
      received += 1;
      return called === undefined ? Promise.reject(new Error("nobody called")) : called.handle(request);
    },
    { port: 0 },
  );
  return {
    client: (options = {}) =>
      new TestClient(options, async (emulator, { method, headers, body }) => {
        called = emulator;
        return fetch(server.url, { method, headers, body: await new Response(body).text() });
      }),
    received: () => received,
    close: () => server.close(),
  };
}
