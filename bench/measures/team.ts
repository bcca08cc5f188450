import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { type CustomDomain, customDomainType } from "../../src/api/custom-domain.ts";
import { connectionType } from "../../src/api/connection.ts";
import { kindDefinitions } from "../../src/api/kinds.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { ResourceType } from "../../src/kube/client.ts";
import { callFigures } from "../call-figures.ts";
import type { Figure, ServerName } from "../figure.ts";
import { createNamespace, type Fleet } from "../fleet.ts";
import { type ConditionedObject, isReady, reasonOf } from "../is-ready.ts";

const namespace = "team";
const folder = join(import.meta.dirname, "../../examples/team");
const dayMs = 24 * 3_600_000;

interface Manifest {
  readonly type: ResourceType;
  readonly object: JsonObject;
}

/**
 * What a whole team's directory costs, applied at once: until all is Ready, and at rest. People complete the handshake of its
 * connection and make the DNS records of its domain as soon as they are asked to.
 *
 * @param days how much of a day at rest is lived through; the rest is extrapolated.
 */
export async function measureTeam(server: ServerName, fleet: Fleet, days: number): Promise<readonly Figure[]> {
  const manifests = await teamManifests();
  await createNamespace(fleet.client, namespace);
  const startMs = fleet.awsMs();
  for (const { type, object } of manifests) await fleet.client.create(type, namespace, object);
  await fleet.until("the whole team is Ready", async () => {
    await doWhatPeopleDo(fleet);
    const objects = await objectsOf(fleet, manifests);
    return objects.length === manifests.length && objects.every(isReady);
  });
  const minutes = (fleet.awsMs() - startMs) / 60_000;
  const toReady = fleet.calls().slice();
  await fleet.pass(dayMs / 24);
  const [callsBefore, writesBefore] = [fleet.calls().length, await fleet.writes()];
  await fleet.pass(dayMs * days);
  const aDay = (count: number): number => count / days;
  const measure = `A whole team's directory (examples/team, ${manifests.length} objects)`;
  return [
    ...callFigures(toReady, { server, measure: `${measure}, from apply to Ready`, atMost: manifests.length }),
    {
      server,
      measure: `${measure}, from apply to Ready`,
      name: "time, at AWS's pace",
      value: minutes,
      unit: "min",
    },
    {
      server,
      measure: `${measure}, at steady state, for each day`,
      name: "calls of AWS",
      value: aDay(fleet.calls().length - callsBefore),
      unit: "calls",
    },
    {
      server,
      measure: `${measure}, at steady state, for each day`,
      name: "writes to Kubernetes",
      value: aDay((await fleet.writes()) - writesBefore),
      unit: "writes",
    },
  ];
}

async function teamManifests(): Promise<readonly Manifest[]> {
  const types = new Map(kindDefinitions.map(({ type }) => [type.kind, type]));
  const texts = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), "utf8")));
  return texts
    .flatMap((text) => loadAll(text) as (JsonObject & { readonly kind: string })[])
    .map((object) => {
      const type = types.get(object.kind);
      if (type === undefined) throw new Error(`examples/team has a kind that is none of ours: ${object.kind}`);
      return { type, object };
    });
}

async function objectsOf({ client }: Fleet, manifests: readonly Manifest[]): Promise<readonly ConditionedObject[]> {
  const types = [...new Set(manifests.map(({ type }) => type))];
  const lists = await Promise.all(types.map((type) => client.list<ConditionedObject>(type)));
  return lists.flatMap(({ items }) => items);
}

async function doWhatPeopleDo({ client, people }: Fleet): Promise<void> {
  const { items: connections } = await client.list<ConditionedObject>(connectionType);
  for (const connection of connections) {
    if (reasonOf(connection) === "WaitingForHandshake") people.setConnection(connection.metadata.name, "AVAILABLE");
  }
  const { items: domains } = await client.list<CustomDomain>(customDomainType);
  for (const domain of domains) {
    const hasRecords = (domain.status?.certificateValidationRecords ?? []).length > 0;
    if (hasRecords && reasonOf(domain) === "WaitingForDns") people.validateDomain(domain.spec.domainName, "SUCCESS");
  }
}
