import { createSecureServer, type Http2SecureServer } from "node:http2";
import { connect as connectSocket, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { generate } from "selfsigned";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../base/random.ts";
import { systemClock } from "../base/system-clock.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { KubeClient } from "./client.ts";
import { connectToCluster } from "./connect-to-cluster.ts";
import type { KubeConnection } from "./connection.ts";
import { createKubeClient } from "./create-kube-client.ts";
import type { CredentialSource, KubeCredentials } from "./kube-credentials.ts";
import { widget, widgets } from "./testing/sample-objects.ts";

interface Pem {
  readonly private: string;
  readonly cert: string;
}

let first: Pem;
let second: Pem;
beforeAll(async () => {
  const options = {
    extensions: [{ name: "subjectAltName" as const, altNames: [{ type: 7 as const, ip: "127.0.0.1" }] }],
  };
  [first, second] = await Promise.all([generate([], options), generate([], options)]);
});

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Served {
  readonly url: string;
  readonly server: Server | Http2SecureServer;
  /** TLS handshakes so far. */
  handshakes(): number;
}

async function serve(pem: Pem, handler: Handler, protocol: "h1" | "h2" = "h1", port = 0): Promise<Served> {
  const tls = { key: pem.private, cert: pem.cert };
  const server: Server | Http2SecureServer =
    protocol === "h1" ? createServer(tls, handler) : createSecureServer({ ...tls, allowHTTP1: true });
  if (protocol === "h2") server.on("request", handler);
  let handshakes = 0;
  server.on("secureConnection", () => handshakes++);
  const sockets = new Set<{ destroy(): unknown }>();
  server.on("connection", (socket: { destroy(): unknown }) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  );
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, server, handshakes: () => handshakes };
}

function sourceOf(read: () => KubeCredentials): CredentialSource & { reloads: number } {
  return {
    reloads: 0,
    read: () => Promise.resolve(read()),
    reload() {
      this.reloads++;
      return Promise.resolve();
    },
  };
}

async function connect(
  source: CredentialSource,
  clock = new VirtualClock(),
  timeoutMs = 5_000,
): Promise<{ connection: KubeConnection; client: KubeClient }> {
  const connection = await connectToCluster(source, clock);
  closing.push(() => connection.close());
  return {
    connection,
    client: createKubeClient({
      connection,
      clock: systemClock,
      random: seededRandom(1),
      fieldManager: "test",
      timeoutMs,
    }),
  };
}

const answer: Handler = (_request, response) => void response.end(JSON.stringify(widget("a", "1")));

describe("connectToCluster", () => {
  it.each(["h1", "h2"] as const)(
    "verifies the server by the cluster's CA and sends the credentials (%s)",
    async (protocol) => {
      const seen: unknown[] = [];
      const { url } = await serve(
        first,
        (request, response) => {
          seen.push([request.url, request.headers.authorization, request.headers["user-agent"]]);
          answer(request, response);
        },
        protocol,
      );
      const source = sourceOf(() => ({ server: url, headers: { authorization: "Bearer t" }, tls: { ca: first.cert } }));
      const { client, connection } = await connect(source);
      expect((await client.get(widgets, { namespace: "x", name: "a" })).metadata.name).toBe("a");
      expect(seen).toEqual([["/apis/example.test/v1/namespaces/x/widgets/a", "Bearer t", "test"]]);
      expect(connection.host).toBe(new URL(url).host);
    },
  );

  it("refuses a server whose certificate the CA did not sign", async () => {
    const { url } = await serve(first, answer);
    const { client } = await connect(sourceOf(() => ({ server: url, headers: {}, tls: { ca: second.cert } })));
    await expect(client.get(widgets, { namespace: "x", name: "a" })).rejects.toThrow(/^GET \/apis\/.*self-signed/u);
  });

  it("goes through an HTTP proxy where the kubeconfig names one", async () => {
    const { url } = await serve(first, answer);
    const asked: (string | undefined)[] = [];
    const proxy = createHttpServer();
    proxy.on("connect", (request: IncomingMessage, socket: Duplex) => {
      asked.push(request.url);
      const target = connectSocket(Number(new URL(url).port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket).pipe(target);
      });
      for (const end of [socket, target]) end.on("error", () => end.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
      proxy.close();
      proxy.closeAllConnections();
    });
    const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { client } = await connect(sourceOf(() => ({ server: url, headers: {}, tls: { ca: first.cert }, proxyUrl })));
    expect((await client.get(widgets, { namespace: "x", name: "a" })).metadata.name).toBe("a");
    expect(asked).toEqual([new URL(url).host]);
  });

  it("keeps the path of a server behind a proxy", async () => {
    const paths: (string | undefined)[] = [];
    const { url } = await serve(first, (request, response) => {
      paths.push(request.url);
      answer(request, response);
    });
    const { client } = await connect(
      sourceOf(() => ({ server: `${url}/k8s/c-1`, headers: {}, tls: { ca: first.cert } })),
    );
    await client.get(widgets, { namespace: "x", name: "a" });
    expect(paths).toEqual(["/k8s/c-1/apis/example.test/v1/namespaces/x/widgets/a"]);
  });

  it.each([
    ["h1", 8],
    ["h2", 1],
  ] as const)("bounds the connections of 60 parallel calls (%s: at most %i)", async (protocol, most) => {
    const served = await serve(
      first,
      (request, response) => void systemClock.setTimer(5, () => answer(request, response)),
      protocol,
    );
    const { client } = await connect(sourceOf(() => ({ server: served.url, headers: {}, tls: { ca: first.cert } })));
    await client.get(widgets, { namespace: "x", name: "a" });
    await Promise.all(Array.from({ length: 60 }, () => client.get(widgets, { namespace: "x", name: "a" })));
    expect(served.handshakes()).toBeLessThanOrEqual(most);
  });

  it("uses a rotated token without a new connection, and a rotated CA with one", async () => {
    const tokens: (string | undefined)[] = [];
    const handler: Handler = (request, response) => {
      tokens.push(request.headers.authorization);
      answer(request, response);
    };
    const served = await serve(first, handler, "h2");
    let credentials: KubeCredentials = {
      server: served.url,
      headers: { authorization: "one" },
      tls: { ca: first.cert },
    };
    const clock = new VirtualClock();
    const { client } = await connect(
      sourceOf(() => credentials),
      clock,
    );
    const call = (): Promise<unknown> => client.get(widgets, { namespace: "x", name: "a" });
    await call();
    credentials = { ...credentials, headers: { authorization: "two" } };
    await call();
    await clock.advance(10_000);
    await call();
    expect([tokens, served.handshakes()]).toEqual([["one", "one", "two"], 1]);
    const moved = await serve(second, handler);
    credentials = { ...credentials, server: moved.url, tls: { ca: second.cert } };
    await clock.advance(10_000);
    await call();
    expect(moved.handshakes()).toBe(1);
  });

  it("reads the credentials anew, once, when the server refuses them", async () => {
    let token = "old";
    const { url } = await serve(first, (request, response) => {
      if (request.headers.authorization === "new") return answer(request, response);
      response.statusCode = 401;
      response.end(JSON.stringify({ kind: "Status", reason: "Unauthorized", message: "Unauthorized", code: 401 }));
    });
    const source = sourceOf(() => ({ server: url, headers: { authorization: token }, tls: { ca: first.cert } }));
    const { client } = await connect(source);
    await expect(client.get(widgets, { namespace: "x", name: "a" })).rejects.toThrow("401 Unauthorized");
    expect(source.reloads).toBe(1);
    token = "new";
    expect((await client.get(widgets, { namespace: "x", name: "a" })).metadata.name).toBe("a");
    expect(source.reloads).toBe(2);
  });

  it("streams a watch frame by frame, and ends it when the signal is aborted", async () => {
    let closed = false;
    const { url } = await serve(first, (request, response) => {
      request.on("close", () => (closed = true));
      response.write(`${JSON.stringify({ type: "ADDED", object: widget("a", "1") })}\n`);
    });
    const { client } = await connect(sourceOf(() => ({ server: url, headers: {}, tls: { ca: first.cert } })));
    const controller = new AbortController();
    const frames = client.watch(widgets, { resourceVersion: "1", timeoutSeconds: 300, signal: controller.signal });
    const iterator = frames[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toMatchObject({ type: "ADDED" });
    const pending = iterator.next();
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    await expect.poll(() => closed).toBe(true);
  });

  it("finds a way around a connection that swallows everything", async () => {
    let swallow = false;
    const served = await serve(
      first,
      (request, response) => {
        if (!swallow) answer(request, response);
      },
      "h2",
    );
    const clock = new VirtualClock();
    const source = sourceOf(() => ({ server: served.url, headers: {}, tls: { ca: first.cert } }));
    const { client } = await connect(source, clock, 200);
    const call = (): Promise<unknown> => client.get(widgets, { namespace: "x", name: "a" });
    await call();
    await clock.advance(3_000);
    swallow = true;
    const calls = await Promise.allSettled(Array.from({ length: 10 }, call));
    expect(calls.every(({ status }) => status === "rejected")).toBe(true);
    swallow = false;
    await call();
    expect(served.handshakes()).toBe(2);
  });

  it("says in one line that nobody listens", async () => {
    const served = await serve(first, answer);
    const { client } = await connect(sourceOf(() => ({ server: served.url, headers: {}, tls: { ca: first.cert } })));
    for (const close of closing.splice(0, 1)) await close();
    await expect(client.get(widgets, { namespace: "x", name: "a" })).rejects.toThrow(
      /^GET \/apis\/example\.test\/v1\/namespaces\/x\/widgets\/a: connect ECONNREFUSED/u,
    );
  });
});
