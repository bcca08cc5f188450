import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { type ReasonRow, reasons } from "../../src/controllers/engine/reasons.ts";
import { kstatusOf, kubectlWaitEnds } from "../simulation/kstatus.ts";
import { reachAllReasons, type Reached } from "../simulation/reach-all-reasons.ts";
import { warmUp } from "../simulation/world.ts";
import { jsonCaller, type JsonCaller } from "../tools/call-json.ts";
import { judgeWithKstatus, type KstatusVerdict } from "../tools/judge-with-kstatus.ts";
import { realClients, type RealClients } from "../tools/real-clients.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();
const namespacePath = "/apis/apprunner-operator.dev/v1alpha1/namespaces/default";
const mergePatch = "application/merge-patch+json";

/** A status as the real server keeps it, and what the real judges say about it. */
interface Judged extends Reached {
  /** As the server returns it. */
  readonly stored: ManagedResource;
  readonly kstatus: KstatusVerdict["status"];
  /** Whether `kubectl wait --for=condition=Ready` ends. */
  readonly waitEnds: boolean;
}

/** Calls that have to succeed. */
async function call(client: JsonCaller, method: string, url: string, body?: JsonObject): Promise<JsonObject> {
  const type = method === "PATCH" ? mergePatch : "application/json";
  const answer = await client.call(method, url, body, type);
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

function pluralOf(kind: string): string {
  return started(kindDefinitions.find(({ type }) => type.kind === kind)).type.plural;
}

/** Makes the object on the server as it was in the simulation: name apart, with the same generation and status. */
async function store(client: JsonCaller, { reason, object }: Reached): Promise<ManagedResource> {
  const name = `as-${reason.toLowerCase()}`;
  const { apiVersion, kind, metadata } = object;
  const path = `${namespacePath}/${pluralOf(kind)}`;
  const spec = object.spec as JsonObject;
  const isDeleted = metadata.deletionTimestamp !== undefined;
  const { finalizers = [], annotations = {} } = metadata;
  const edits = metadata.generation - (isDeleted ? 1 : 0);
  const first = edits === 1 ? spec : { ...spec, driftIntervalSeconds: 3600 };
  const made = { apiVersion, kind, metadata: { name, finalizers, annotations }, spec: first };
  await call(client, "POST", path, JSON.parse(JSON.stringify(made)) as JsonObject);
  for (let edit = 2; edit <= edits; edit++) {
    const driftIntervalSeconds = edit === edits ? (spec["driftIntervalSeconds"] ?? null) : 3600 + edit;
    await call(client, "PATCH", `${path}/${name}`, { spec: { driftIntervalSeconds } });
  }
  if (isDeleted) await call(client, "DELETE", `${path}/${name}`);
  const status = JSON.parse(JSON.stringify(object.status ?? {})) as JsonObject;
  return (await call(client, "PATCH", `${path}/${name}/status`, { status })) as unknown as ManagedResource;
}

/** Whether a wait that only checks once ends well. */
async function isReadyAccordingToKubectl(
  { kubectl }: RealClients,
  { kind, metadata }: ManagedResource,
): Promise<boolean> {
  const args = ["wait", `${pluralOf(kind)}/${metadata.name}`, "--for=condition=Ready", "--timeout=0"];
  const { code, stdout, stderr } = await kubectl(args);
  if (code === 0 && stdout.includes("condition met")) return true;
  if (stderr.includes("condition not met for")) return false;
  throw new Error(`kubectl ${args.join(" ")}: ${stdout}${stderr}`);
}

describe.skipIf(clientsFor === undefined)("every status that the operator writes, on a real kube-apiserver", () => {
  let server: RunningKubeApiServer | undefined;
  let judged: readonly Judged[] = [];

  beforeAll(async () => {
    await warmUp();
    const reached = await reachAllReasons();
    server = await startKubeApiServer();
    const clients = started(clientsFor)(server.kubeconfigPath);
    const crds = join(import.meta.dirname, "../../crds");
    await clients.kubectl(["create", "-f", crds]);
    await clients.kubectl(["wait", "--for=condition=Established", "--timeout=180s", "-f", crds]);
    const client = jsonCaller(server);
    const stored: ManagedResource[] = [];
    for (const each of reached) stored.push(await store(client, each));
    await client.close();
    const verdicts = await judgeWithKstatus(stored);
    const all: Judged[] = [];
    for (const [index, each] of reached.entries()) {
      const object = started(stored[index]);
      const waitEnds = await isReadyAccordingToKubectl(clients, object);
      all.push({ ...each, stored: object, kstatus: started(verdicts[index]).status, waitEnds });
    }
    judged = all;
  });
  afterAll(() => server?.stop());

  it("is there: one for each reason, kept by the server as the operator wrote it", () => {
    expect(judged.map(({ reason }) => reason).toSorted()).toEqual(Object.keys(reasons).toSorted());
    for (const { object, stored } of judged) {
      expect(stored.status).toEqual(JSON.parse(JSON.stringify(object.status)));
      expect(stored.metadata.generation).toBe(object.metadata.generation);
    }
  });

  it("is for kstatus what the table of reasons says", () => {
    const expected = judged.map(({ reason, stored }) => `${reason}: ${wantedKstatus(reasons[reason], stored)}`);
    expect(judged.map(({ reason, kstatus }) => `${reason}: ${kstatus}`)).toEqual(expected);
    console.log(`kstatus and kubectl wait judged ${judged.length} statuses on a real server`);
  });

  it("ends kubectl wait --for=condition=Ready as the table of reasons says, and so where kstatus says Current", () => {
    const expected = judged.map(({ reason, stored }) => `${reason}: ${wantedWait(reasons[reason], stored)}`);
    expect(judged.map(({ reason, waitEnds }) => `${reason}: ${waitEnds}`)).toEqual(expected);
    const disagreeing = judged.filter(
      ({ kstatus, waitEnds, stored }) =>
        stored.metadata.deletionTimestamp === undefined && (kstatus === "Current") !== waitEnds,
    );
    expect(disagreeing.map(({ reason }) => reason)).toEqual([]);
  });
});

/** Where a reason leaves Ready as it was, what stood before decides, by the algorithm that the simulations use. */
function wantedKstatus(row: ReasonRow, object: ManagedResource): KstatusVerdict["status"] {
  if (object.metadata.deletionTimestamp !== undefined) return "Terminating";
  if (row.progress === "Stalled") return "Failed";
  if (row.progress === "Reconciling") return "InProgress";
  return row.ready === "True" ? "Current" : kstatusOf(object);
}

function wantedWait(row: ReasonRow, object: ManagedResource): boolean {
  return row.ready === "unchanged" ? kubectlWaitEnds(object) : row.ready === "True";
}
