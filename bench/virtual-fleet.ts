import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import type { JsonObject } from "../src/base/json.ts";
import { seededRandom } from "../src/base/random.ts";
import { VirtualClock } from "../src/base/virtual-clock.ts";
import { appRunnerServiceKind } from "../src/controllers/app-runner-service/kind.ts";
import { connectInProcess } from "../src/kube/connect-in-process.ts";
import { createKubeClient } from "../src/kube/create-kube-client.ts";
import { createAppRunnerEmulator } from "../src/sandbox/app-runner/emulator.ts";
import { createKubeApi } from "../src/sandbox/kube-api/kube-api.ts";
import { Gate } from "../test/simulation/gate.ts";
import { startProcess } from "../test/simulation/start-process.ts";
import { nothingTold, recordingObservers } from "../test/simulation/told.ts";
import { silentLogger, warmUp } from "../test/simulation/world.ts";
import { type Fleet, limitAwsMs, lookEveryAwsMs } from "./fleet.ts";

const crdFolder = join(import.meta.dirname, "../crds");
const region = "us-east-1";
const crds = {
  group: "apiextensions.k8s.io",
  version: "v1",
  plural: "customresourcedefinitions",
  kind: "CustomResourceDefinition",
  namespaced: false,
} as const;

/** An operator on the embedded Kubernetes API, with everything in this process, at AWS's pace, in virtual time. */
export async function startVirtualFleet(): Promise<Fleet> {
  await warmUp();
  const clock = new VirtualClock();
  const api = createKubeApi({ clock });
  const emulator = createAppRunnerEmulator({
    clock,
    random: seededRandom(1),
    switches: { serviceQuota: 1_000 },
    callLogCapacity: 1_000_000,
  });
  let writes = 0;
  const connect = (count: boolean): ReturnType<typeof createKubeClient> =>
    createKubeClient({
      connection: connectInProcess((request) => {
        if (count && request.method !== "GET") writes += 1;
        return api.handle(request);
      }),
      clock,
      random: seededRandom(2),
      fieldManager: "bench",
    });
  const client = connect(false);
  for (const file of await readdir(crdFolder)) {
    await client.create(crds, undefined, load(await readFile(join(crdFolder, file), "utf8")) as JsonObject);
  }
  const kill = startProcess({
    gate: new Gate(),
    clock,
    random: seededRandom(3),
    client: connect(true),
    region,
    defaultRegion: region,
    isOwnIdentityAllowed: true,
    credentials: { accessKeyId: "AKIABENCH", secretAccessKey: "not-a-secret" },
    answerAws: (request) => emulator.handle(request),
    isLeader: () => true,
    kind: appRunnerServiceKind,
    hasConfigurations: true,
    logger: silentLogger,
    observers: recordingObservers(nothingTold(), () => false),
  });
  return {
    client,
    people: emulator.admin,
    awsMs: () => clock.monotonicMs(),
    calls: () => emulator.calls(),
    writes: () => Promise.resolve(writes),
    pass: (awsMs) => clock.advance(awsMs),
    until: async (what, done) => {
      const endMs = clock.monotonicMs() + limitAwsMs;
      while (!(await done())) {
        if (clock.monotonicMs() > endMs) throw new Error(`it did not come to this: ${what}`);
        await clock.advance(lookEveryAwsMs);
      }
    },
    close: () => {
      kill();
      return Promise.resolve();
    },
  };
}
