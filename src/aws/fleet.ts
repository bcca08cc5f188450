import type { ServiceSummary } from "@aws-sdk/client-apprunner";

/** A service as the fleet's list shows it: what is worth knowing without describing it. */
export interface FleetService {
  readonly arn: string;
  readonly name: string;
  /** As in the API, such as `RUNNING`; may be one that is not known yet. */
  readonly status: string;
}

/** The services that one complete sweep saw. Deleted ones are not among them. */
export interface Fleet {
  readonly byArn: ReadonlyMap<string, FleetService>;
  /** Usually one. App Runner keeps names unique among the services that it shows. */
  readonly byName: ReadonlyMap<string, readonly FleetService[]>;
}

/** What one service looked like in two sweeps in a row; undefined where it was not there. */
export interface FleetChange {
  readonly arn: string;
  readonly before: FleetService | undefined;
  readonly after: FleetService | undefined;
}

/** The fleet that these pages of ListServices show. A service that moved from one page to the next is one service. */
export function fleetOf(summaries: Iterable<ServiceSummary>): Fleet {
  const byArn = new Map<string, FleetService>();
  for (const { ServiceArn: arn = "", ServiceName: name = "", Status: status = "" } of summaries) {
    if (status === "DELETED") byArn.delete(arn);
    else byArn.set(arn, { arn, name, status });
  }
  return { byArn, byName: Map.groupBy(byArn.values(), (service) => service.name) };
}

/** Every service that appeared, disappeared or has another status. */
export function fleetChanges(before: Fleet, after: Fleet): readonly FleetChange[] {
  const arns = new Set([...before.byArn.keys(), ...after.byArn.keys()]);
  return [...arns]
    .map((arn) => ({ arn, before: before.byArn.get(arn), after: after.byArn.get(arn) }))
    .filter((change) => change.before?.status !== change.after?.status);
}
