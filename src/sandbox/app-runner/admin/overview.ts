import type { RecordedCall } from "../front/call-log.ts";
import type { EmulatorAdmin } from "./admin.ts";

/** How many calls an overview tells at most, the newest of them. */
const mostCalls = 500;

/**
 * Everything that there is, in one answer, for those who look again and again. Calls come without their inputs, which
 * may hold secrets.
 * @param after the number of the last call that the requester knows.
 */
export interface Overview {
  readonly clock: ReturnType<EmulatorAdmin["clock"]>;
  readonly services: ReturnType<EmulatorAdmin["services"]>;
  readonly configurations: ReturnType<EmulatorAdmin["configurations"]>;
  readonly ingressConnections: ReturnType<EmulatorAdmin["ingressConnections"]>;
  readonly domains: ReturnType<EmulatorAdmin["domains"]>;
  readonly injections: ReturnType<EmulatorAdmin["injections"]>;
  readonly switches: ReturnType<EmulatorAdmin["switches"]>;
  readonly durations: ReturnType<EmulatorAdmin["durations"]>;
  /** Of the emulator: with another one, all numbers of calls begin anew. */
  readonly startedAt: string;
  /** The number of the oldest call that is remembered; 0 when none is. */
  readonly oldestCall: number;
  readonly calls: readonly Omit<RecordedCall, "input">[];
}

export function overviewOf(admin: EmulatorAdmin, after: number): Overview {
  const [oldest] = admin.calls();
  return {
    clock: admin.clock(),
    services: admin.services(),
    configurations: admin.configurations(),
    ingressConnections: admin.ingressConnections(),
    domains: admin.domains(),
    injections: admin.injections(),
    switches: admin.switches(),
    durations: admin.durations(),
    startedAt: admin.startedAt,
    oldestCall: oldest?.number ?? 0,
    calls: admin
      .calls(after)
      .slice(-mostCalls)
      .map(({ input: _secret, ...call }) => call),
  };
}
