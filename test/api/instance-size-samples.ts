import { manifestOf, minimalSpec } from "./manifests.ts";
import { byRule } from "./sample.ts";
import type { CreateSample } from "./sample.ts";

const cpus = ["256", "512", "1024", "2048", "4096"];
const memories = ["512", "1024", "2048", "3072", "4096", "6144", "8192", "10240", "12288"];

/** AWS's table of supported configurations, written down a second time, as CPU units / MB. */
const existing = new Set(
  [
    "256/512 256/1024",
    "512/1024",
    "1024/2048 1024/3072 1024/4096",
    "2048/4096 2048/6144",
    "4096/8192 4096/10240 4096/12288",
  ].flatMap((pairs) => pairs.split(" ")),
);

type Units = (size: string) => string;
const plain: Units = (size) => size;
const vCpus: Units = (size) => `${Number(size) / 1024} vCPU`;
const gigabytes: Units = (size) => `${Number(size) / 1024} GB`;

const bothNotations = [
  { inCpu: plain, inMemory: plain },
  { inCpu: vCpus, inMemory: gigabytes },
];

const pairs = cpus.flatMap((cpu) =>
  memories.flatMap((memory) =>
    bothNotations.map(({ inCpu, inMemory }) =>
      sample({ cpu: inCpu(cpu), memory: inMemory(memory) }, existing.has(`${cpu}/${memory}`)),
    ),
  ),
);

/** Every pair of CPU and memory in both notations, and what App Runner's defaults (1 vCPU, 2 GB) complete. */
export const instanceSizeSamples: readonly CreateSample[] = [
  ...pairs,
  sample({ cpu: "1 vCPU", memory: "3072" }, true),
  sample({}, true),
  sample({ cpu: "1024" }, true),
  sample({ cpu: "2 vCPU" }, false),
  sample({ memory: "4 GB" }, true),
  sample({ memory: "512" }, false),
];

function sample(
  instanceConfiguration: { readonly cpu?: string; readonly memory?: string },
  exists: boolean,
): CreateSample {
  const { cpu = "absent", memory = "absent" } = instanceConfiguration;
  return {
    name: `an instance with cpu ${cpu} and memory ${memory} ${exists ? "exists" : "does not exist"}`,
    manifest: manifestOf({ ...minimalSpec, instanceConfiguration }),
    expect: exists ? "accepted" : byRule("spec.instanceConfiguration", "must be a pair that App Runner runs"),
  };
}
