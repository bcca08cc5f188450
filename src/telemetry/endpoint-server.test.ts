import { connect } from "node:net";
import { Registry } from "prom-client";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { serveEndpoints, type EndpointServer } from "./endpoint-server.ts";
import { LoopWatch } from "./loop-watch.ts";
import { healthEndpoints, metricsEndpoints } from "./operator-endpoints.ts";
import { processMetrics } from "./process-metrics.ts";

const servers: EndpointServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(
  ready: () => string | undefined,
  live: () => string | undefined = () => undefined,
): Promise<string> {
  const registry = new Registry();
  processMetrics(registry, "1.2.3");
  const endpoints = {
    ...healthEndpoints({ live: { loop: live }, ready: { caches: ready, loop: live } }),
    ...metricsEndpoints(registry),
    "/broken": () => {
      throw new Error("canary");
    },
  };
  const server = await serveEndpoints({ host: "127.0.0.1", port: 0 }, endpoints);
  servers.push(server);
  return server.url;
}

async function get(url: string, init: RequestInit = {}): Promise<readonly [number, string]> {
  const response = await fetch(url, init);
  return [response.status, await response.text()];
}

describe("serveEndpoints", () => {
  it("tells whether the process is alive and ready, check by check", async () => {
    let fault: string | undefined = "widgets not in sync";
    const url = await serve(() => fault);
    expect(await get(`${url}/livez`)).toEqual([200, "[+]loop ok\nlivez check passed\n"]);
    expect(await get(`${url}/healthz?verbose`)).toEqual([200, "[+]loop ok\nhealthz check passed\n"]);
    expect(await get(`${url}/readyz`)).toEqual([
      503,
      "[-]caches failed: widgets not in sync\n[+]loop ok\nreadyz check failed\n",
    ]);
    fault = undefined;
    expect((await get(`${url}/readyz`))[0]).toBe(200);
  });

  it("takes a check that throws as failed", async () => {
    const url = await serve(
      () => undefined,
      () => {
        throw new Error("no idea");
      },
    );
    expect(await get(`${url}/livez`)).toEqual([503, "[-]loop failed: no idea\nlivez check failed\n"]);
  });

  it("serves metrics in Prometheus' format", async () => {
    const response = await fetch(`${await serve(() => undefined)}/metrics`);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(await response.text()).toContain('apprunner_operator_build_info{version="1.2.3"} 1');
  });

  it.each([
    ["an unknown path", "/nothing", {}, 404],
    ["a path that objects have by nature", "/constructor", {}, 404],
    ["another method", "/livez", { method: "POST" }, 405],
    ["an endpoint that fails", "/broken", {}, 500],
  ])("refuses %s", async (_name, path, init, status) => {
    const [answered, text] = await get(`${await serve(() => undefined)}${path}`, init);
    expect(answered).toBe(status);
    expect(text).not.toContain("canary");
  });

  it("says which address is taken", async () => {
    const port = Number(new URL(await serve(() => undefined)).port);
    await expect(serveEndpoints({ host: "127.0.0.1", port }, {})).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("ends open connections when it is closed", async () => {
    const url = await serve(() => undefined);
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    await servers.pop()?.close();
    await ended;
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});

describe("LoopWatch", () => {
  it("is content while timers fire, and not when none has for its limit", async () => {
    const clock = new VirtualClock();
    let blocked = false;
    const watched = {
      nowMs: () => clock.nowMs(),
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (delayMs: number, callback: () => void) =>
        clock.setTimer(delayMs, () => (blocked ? undefined : callback())),
    };
    const watch = new LoopWatch(watched, 20_000);
    await clock.advance(3_600_000);
    expect(watch.check()).toBeUndefined();
    blocked = true;
    await clock.advance(25_000);
    expect(watch.check()).toMatch(/^no timer has fired for 2\d000 ms$/u);
    watch.stop();
    expect(clock.nextTimerInMs).toBeUndefined();
  });
});
