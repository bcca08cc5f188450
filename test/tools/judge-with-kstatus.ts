import { kstatusBinary } from "./kstatus-binary.ts";
import { outputOf } from "./run-program.ts";

/** What Flux, Helm 4 and other users of kstatus take an object for. */
export interface KstatusVerdict {
  readonly status: "InProgress" | "Failed" | "Current" | "Terminating" | "NotFound" | "Unknown";
  readonly message: string;
}

/** Has the Go library judge each object: one verdict per object, in order. */
export async function judgeWithKstatus(objects: readonly object[]): Promise<readonly KstatusVerdict[]> {
  const input = objects.map((object) => `${JSON.stringify(object)}\n`).join("");
  const output = await outputOf(await kstatusBinary(), [], { input });
  const verdicts = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as KstatusVerdict);
  if (verdicts.length !== objects.length) {
    throw new Error(`kstatus judged ${verdicts.length} of ${objects.length} objects`);
  }
  return verdicts;
}
