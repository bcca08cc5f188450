import { Agent, ProxyAgent, type Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import { hashOf } from "../base/hash.ts";
import type { KubeConnection, KubeRequest, KubeResponse } from "./connection.ts";
import type { CredentialSource, KubeCredentials } from "./kube-credentials.ts";

/** Files are looked at again this often, so that a rotated certificate or token is in use well within its overlap. */
const credentialsFreshMs = 10_000;

/** Sockets over HTTP/1.1; over HTTP/2, which the API server speaks, one connection carries them all. */
const connectionsByLane = { call: 8, watch: 64 } as const;

interface Session {
  readonly credentials: KubeCredentials;
  readonly agents: Readonly<Record<KubeRequest["lane"], Dispatcher>>;
}

/**
 * A connection over sockets: one bounded agent for calls and one for watches, made anew when certificates change (those
 * under way end on the old ones). Rejects when the credentials cannot be read.
 */
export async function connectToCluster(source: CredentialSource, clock: Clock): Promise<KubeConnection> {
  const sessions = new Sessions(source, clock);
  const { credentials } = await sessions.current();
  return {
    host: new URL(credentials.server).host,
    async send({ method, path, headers, body, lane, signal }) {
      const session = await sessions.current();
      const base = new URL(session.credentials.server);
      const response = await session.agents[lane].request({
        origin: base.origin,
        path: `${base.pathname.replace(/\/$/u, "")}${path}`,
        method,
        headers: { ...headers, ...session.credentials.headers },
        body: body ?? null,
        signal,
      });
      return adapt(response);
    },
    refreshCredentials: () => sessions.reload(),
    close: () => sessions.close(),
  };
}

function adapt({ statusCode, headers, body }: Dispatcher.ResponseData): KubeResponse {
  return {
    status: statusCode,
    header(name) {
      const value = headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    text: () => body.text(),
    chunks: () => body,
  };
}

/** The newest credentials, and agents that fit them. */
class Sessions {
  readonly #source: CredentialSource;
  readonly #clock: Clock;
  #session: Session | undefined;
  #tlsHash = "";
  #readAtMs = -Infinity;
  #reading: Promise<Session> | undefined;

  constructor(source: CredentialSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  async current(): Promise<Session> {
    const fresh = this.#clock.monotonicMs() - this.#readAtMs < credentialsFreshMs;
    if (fresh && this.#session !== undefined) return this.#session;
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async reload(): Promise<void> {
    await this.#source.reload();
    this.#readAtMs = -Infinity;
  }

  async close(): Promise<void> {
    const agents = Object.values(this.#session?.agents ?? {});
    this.#session = undefined;
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  async #read(): Promise<Session> {
    const readAtMs = this.#clock.monotonicMs();
    const credentials = await this.#source.read();
    const tlsHash = hashOf([credentials.server, credentials.proxyUrl, credentials.tls]);
    const old = this.#session;
    const keeps = old !== undefined && tlsHash === this.#tlsHash;
    const session: Session = {
      credentials,
      agents: keeps ? old.agents : { call: agentFor(credentials, "call"), watch: agentFor(credentials, "watch") },
    };
    this.#session = session;
    this.#tlsHash = tlsHash;
    this.#readAtMs = readAtMs;
    // Closing waits for what is under way, so nobody waits for closing.
    if (!keeps) for (const agent of Object.values(old?.agents ?? {})) void agent.close();
    return session;
  }
}

function agentFor({ tls, proxyUrl }: KubeCredentials, lane: KubeRequest["lane"]): Dispatcher {
  const options = {
    connections: connectionsByLane[lane],
    allowH2: true,
    // Time-outs are the caller's, by its clock; a watch may be silent for long.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Finds a connection that a middlebox has dropped before the watch's own watchdog does.
    h2Options: { pingInterval: 30_000 },
  };
  const connect = { ...definedOf(tls), keepAlive: true, keepAliveInitialDelay: 30_000, timeout: 10_000 };
  if (proxyUrl !== undefined) return new ProxyAgent({ ...options, uri: proxyUrl, requestTls: connect });
  return new Agent({ ...options, connect });
}

function definedOf<T extends object>(value: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
