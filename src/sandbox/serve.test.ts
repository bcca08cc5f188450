import { get as httpsGet } from "node:https";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import { ConnectionDropped } from "./connection-dropped.ts";
import { listen } from "./serve.ts";
import type { Handler, ListenOptions, Listening } from "./serve.ts";

const open: Listening[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function serve(handler: Handler, options: Partial<ListenOptions> = {}): Promise<Listening> {
  const listening = await listen(handler, { port: 0, ...options });
  open.push(listening);
  return listening;
}

describe("listen", () => {
  it("hands the request to the handler and its answer to the client", async () => {
    const { url } = await serve(async (request) => new Response(`${request.method} ${await request.text()}`));
    const response = await fetch(`${url}/x`, { method: "POST", body: "hello" });
    expect(await response.text()).toBe("POST hello");
  });

  it("takes a free port on loopback", async () => {
    const { url, port } = await serve(() => Promise.resolve(new Response("ok")));
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(port).toBeGreaterThan(0);
  });

  it("rejects with EADDRINUSE when the port is taken", async () => {
    const { port } = await serve(() => Promise.resolve(new Response("ok")));
    await expect(listen(() => Promise.resolve(new Response("ok")), { port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("ends the connection without an answer when the handler says so", async () => {
    const { url } = await serve(() => Promise.reject(new ConnectionDropped()));
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("speaks HTTPS with a certificate", async () => {
    const pems = await generate([{ name: "commonName", value: "localhost" }], { algorithm: "sha256" });
    const { url, port } = await serve(() => Promise.resolve(new Response("over TLS")), {
      tls: { cert: pems.cert, key: pems.private },
    });
    expect(url).toBe(`https://127.0.0.1:${port}`);
    const body = await new Promise<string>((resolve, reject) => {
      httpsGet(url, { rejectUnauthorized: false }, (answer) => {
        answer.setEncoding("utf8").on("data", resolve);
      }).on("error", reject);
    });
    expect(body).toBe("over TLS");
  });

  it("ends a streaming answer on close", async () => {
    const listening = await listen(
      () => Promise.resolve(new Response(new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("a")) }))),
      { port: 0 },
    );
    const response = await fetch(listening.url);
    const body = response.text();
    const ended = expect(body).rejects.toThrow();
    await listening.close();
    await ended;
  });

  it("aborts the request's signal when the client goes away", async () => {
    const aborted = Promise.withResolvers<string>();
    const arrived = Promise.withResolvers<void>();
    const { url } = await serve((request) => {
      request.signal.addEventListener("abort", () => aborted.resolve("aborted"));
      arrived.resolve();
      return new Promise(() => {});
    });
    const client = new AbortController();
    const call = fetch(url, { signal: client.signal }).catch(() => "gone");
    await arrived.promise;
    client.abort();
    expect(await call).toBe("gone");
    expect(await aborted.promise).toBe("aborted");
  });
});
