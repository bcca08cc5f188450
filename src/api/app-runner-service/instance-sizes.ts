import type { Rule } from "../schema/rule.ts";

interface InstanceSize {
  readonly cpu: readonly string[];
  readonly memory: readonly string[];
}

/**
 * The sizes that App Runner runs, in both of its notations; source: "Supported configurations" in the developer guide's
 * architecture page. The API's model accepts any CPU with any memory.
 */
const instanceSizes: readonly InstanceSize[] = [
  { cpu: ["256", "0.25 vCPU"], memory: ["512", "0.5 GB", "1024", "1 GB"] },
  { cpu: ["512", "0.5 vCPU"], memory: ["1024", "1 GB"] },
  { cpu: ["1024", "1 vCPU"], memory: ["2048", "2 GB", "3072", "3 GB", "4096", "4 GB"] },
  { cpu: ["2048", "2 vCPU"], memory: ["4096", "4 GB", "6144", "6 GB"] },
  { cpu: ["4096", "4 vCPU"], memory: ["8192", "8 GB", "10240", "10 GB", "12288", "12 GB"] },
];

function isOneOf(field: string, fallback: string, values: readonly string[]): string {
  return `(has(self.${field}) ? self.${field} : '${fallback}') in [${values.map((value) => `'${value}'`).join(", ")}]`;
}

/** Refuses a pair of CPU and memory that App Runner does not run, with its defaults for what is absent. */
export const instanceSizeRule: Rule = {
  rule: instanceSizes
    .map(({ cpu, memory }) => `(${isOneOf("cpu", "1024", cpu)} && ${isOneOf("memory", "2048", memory)})`)
    .join(" || "),
  message:
    "`cpu` and `memory` must be a pair that App Runner runs (vCPU: GB): 0.25: 0.5 or 1; 0.5: 1; 1: 2, 3 or 4; 2: 4 or 6; 4: 8, 10 or 12; absent, `cpu` is 1 and `memory` 2",
};
