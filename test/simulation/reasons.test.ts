import { beforeAll, describe, expect, it } from "vitest";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import { type Reason, reasons } from "../../src/controllers/engine/reasons.ts";
import { reach } from "./reach-all-reasons.ts";
import { statusFaults } from "./status-faults.ts";
import { tableFaults } from "./table-faults.ts";
import { warmUp, type World } from "./world.ts";

describe("each reason is reached by a run of the engine", () => {
  beforeAll(warmUp);

  let judged = 0;

  it.each(Object.keys(reasons) as Reason[])("%s", async (reason) => {
    const { reached, world } = await reach(reason);
    expect(tableFaults(reached.reason, reached.object, versionBefore(world, reached.object))).toEqual([]);
    const faults = allWritten(world).flatMap((object) =>
      statusFaults(object).map((fault) => `${fault}: ${JSON.stringify(object.status)}`),
    );
    expect(faults.join("\n")).toBe("");
    expect(reason === "InternalError" ? [] : world.told.defects).toEqual([]);
    judged += allWritten(world).length;
  });

  it("and every status written on the way was judged", () => {
    console.log(`reasons: ${Object.keys(reasons).length} reached; kstatus and kubectl wait judged ${judged} objects`);
    expect(judged).toBeGreaterThan(Object.keys(reasons).length);
  });
});

/** The version of the object before this one that had conditions. */
function versionBefore(world: World, { metadata }: ManagedResource): ManagedResource | undefined {
  const versions = allWritten(world).filter((version) => version.metadata.uid === metadata.uid);
  const index = versions.findIndex(({ metadata: { resourceVersion } }) => resourceVersion === metadata.resourceVersion);
  return versions.slice(0, Math.max(0, index)).findLast(({ status }) => (status?.conditions ?? []).length > 0);
}

function allWritten(world: World): readonly ManagedResource[] {
  return [...world.written, ...world.writtenConfigurations];
}
