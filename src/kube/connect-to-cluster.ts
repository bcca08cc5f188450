import { Agent, ProxyAgent, type Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import { hashOf } from "../base/hash.ts";
import type { KubeConnection, KubeRequest, KubeResponse } from "./connection.ts";
import type { CredentialSource, KubeCredentials } from "./kube-credentials.ts";

/** Files are looked at again this often, so that a rotated certificate or token is in use well within its overlap. */
const credentialsFreshMs = 10_000;

/** Sockets over HTTP/1.1; over HTTP/2, which the API server speaks, one connection carries them all. */
const connectionsByLane = { call: 8, watch: 64 } as const;

/** Of many requests that fail together only the first one abandons the sockets. */
const socketsFreshMs = 2_000;

type Lane = KubeRequest["lane"];

interface Session {
  readonly credentials: KubeCredentials;
  readonly agents: Readonly<Record<Lane, Dispatcher>>;
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
    abandonSockets: (lane) => sessions.abandon(lane),
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
  readonly #madeAtMs: Record<Lane, number> = { call: -Infinity, watch: -Infinity };
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

  abandon(lane: Lane): void {
    const session = this.#session;
    if (session === undefined || this.#clock.monotonicMs() - this.#madeAtMs[lane] < socketsFreshMs) return;
    const old = session.agents[lane];
    this.#session = { ...session, agents: { ...session.agents, [lane]: this.#agent(session.credentials, lane) } };
    closeLater([old]);
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
      agents: keeps ? old.agents : { call: this.#agent(credentials, "call"), watch: this.#agent(credentials, "watch") },
    };
    this.#session = session;
    this.#tlsHash = tlsHash;
    this.#readAtMs = readAtMs;
    if (!keeps) closeLater(Object.values(old?.agents ?? {}));
    return session;
  }

  #agent(credentials: KubeCredentials, lane: Lane): Dispatcher {
    this.#madeAtMs[lane] = this.#clock.monotonicMs();
    return agentFor(credentials, lane);
  }
}

/** Closing waits for what is under way, so nobody waits for closing; it does not fail. */
function closeLater(agents: readonly Dispatcher[]): void {
  for (const agent of agents) void agent.close();
}

function agentFor({ tls, proxyUrl }: KubeCredentials, lane: Lane): Dispatcher {
  const options = {
    connections: connectionsByLane[lane],
    allowH2: true,
    // Time-outs are the caller's, by its clock; a watch may be silent for long.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const connect = { ...definedOf(tls), keepAlive: true, keepAliveInitialDelay: 30_000, timeout: 10_000 };
  if (proxyUrl !== undefined) return new ProxyAgent({ ...options, uri: proxyUrl, requestTls: connect });
  return new Agent({ ...options, connect });
}

function definedOf<T extends object>(value: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
