import { Counter, Gauge, type Registry } from "prom-client";
import type { ElectorObserver } from "../kube/observer.ts";

/** Names and labels of client-go's leader election metrics; `name` is that of the lease. */
export function electionMetrics(registry: Registry, name: string): ElectorObserver {
  const registers = [registry];
  const master = new Gauge({
    name: "leader_election_master_status",
    help: "Whether this process leads: 1, or is a standby: 0.",
    labelNames: ["name"],
    registers,
  });
  const slowPaths = new Counter({
    name: "leader_election_slowpath_total",
    help: "Total number of slow paths exercised in renewing the lease.",
    labelNames: ["name"],
    registers,
  });
  master.set({ name }, 0);
  slowPaths.inc({ name }, 0);
  return {
    leading: (isLeader) => master.set({ name }, isLeader ? 1 : 0),
    slowPath: () => slowPaths.inc({ name }),
    holderChanged() {},
    failed() {},
  };
}
