import { request } from "node:https";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";

const pollMs = 100;

/** A URL that has to answer 200, and how to ask. */
export interface Probe {
  readonly url: string;
  readonly token: string;
  /** PEM; undefined while the server has not made its certificate yet. */
  readonly ca: () => Promise<string | undefined>;
}

/** Resolves when the probe is answered with 200. Rejects with the signal's reason when that is aborted first. */
export async function waitForServer(probe: Probe, signal: AbortSignal): Promise<void> {
  for (;;) {
    const ca = await probe.ca();
    if (ca !== undefined && (await statusOf(probe.url, probe.token, ca)) === 200) return;
    await sleep(systemClock, pollMs, signal);
  }
}

/** The status code of the answer; undefined when none came, which is what a server that is starting looks like. */
function statusOf(url: string, token: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const call = request(url, { ca, headers: { authorization: `Bearer ${token}` }, agent: false, timeout: 5_000 });
    call.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(undefined));
    call.end();
  });
}
