import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { load } from "js-yaml";
import { kindDefinitions } from "../../src/api/kinds.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import { type ReasonRow, reasons } from "../../src/controllers/engine/reasons.ts";
import { type Kstatus, kstatusOf } from "../simulation/kstatus.ts";
import { reachAllReasons } from "../simulation/reach-all-reasons.ts";
import { warmUp } from "../simulation/world.ts";
import { judgeWithLua, type LuaVerdict } from "../tools/judge-with-lua.ts";

const folder = new URL("../../integrations/argocd/", import.meta.url);
const group = "apprunner-operator.dev";

function scriptOf(kind: string): string {
  return readFileSync(new URL(`resource_customizations/${group}/${kind}/health.lua`, folder), "utf8");
}

async function healthOf(
  objects: readonly ManagedResource[],
  edit = (script: string) => script,
): Promise<readonly LuaVerdict[]> {
  return judgeWithLua(objects.map((object) => ({ script: edit(scriptOf(object.kind)), object })));
}

/** What Argo CD has to show where kstatus says that; only `spec.suspend` is another matter. */
const healthByKstatus: Readonly<Record<Kstatus, string>> = {
  Current: "Healthy",
  InProgress: "Progressing",
  Terminating: "Progressing",
  Failed: "Degraded",
};

function wantedHealth(object: ManagedResource): string {
  const isSuspended = object.spec.suspend === true && object.metadata.deletionTimestamp === undefined;
  return isSuspended ? "Suspended" : healthByKstatus[kstatusOf(object)];
}

describe("Argo CD's health checks, in Argo CD's Lua interpreter", () => {
  let objects: readonly ManagedResource[] = [];
  let rows: readonly (ReasonRow & { readonly reason: string })[] = [];

  beforeAll(async () => {
    await warmUp();
    const reached = await reachAllReasons();
    const plain = reached.map(({ object }) => JSON.parse(JSON.stringify(object)) as ManagedResource);
    rows = reached.map(({ reason }) => ({ ...reasons[reason], reason }));
    objects = plain;
  });

  it("judge every status that the operator writes as kstatus does", async () => {
    const verdicts = await healthOf(objects);
    const told = (health: readonly string[]): readonly string[] =>
      rows.map(({ reason }, index) => `${reason}: ${health[index] ?? ""}`);
    expect(told(verdicts.map(({ status }) => status))).toEqual(told(objects.map(wantedHealth)));
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(
      new Set(["Healthy", "Progressing", "Degraded", "Suspended"]),
    );
    console.log(`Argo CD's health checks judged ${verdicts.length} statuses`);
  });

  it("are Degraded for what is stalled alone, and Healthy for a pause that was asked for", async () => {
    const verdicts = await healthOf(objects);
    for (const [index, { progress, reason }] of rows.entries()) {
      const isTerminating = objects[index]?.metadata.deletionTimestamp !== undefined;
      if (progress === "unchanged" || isTerminating) continue;
      expect([reason, verdicts[index]?.status === "Degraded"]).toEqual([reason, progress === "Stalled"]);
    }
    expect(verdicts[rows.findIndex(({ reason }) => reason === "Paused")]?.status).toBe("Healthy");
  });

  it("say why", async () => {
    const at = rows.findIndex(({ reason }) => reason === "UpdateFailed");
    const [verdict] = await healthOf(objects.slice(at, at + 1));
    expect(verdict?.message).toMatch(/^UpdateFailed: .*ROLLBACK_SUCCEEDED/);
  });

  it("say what keeps the operator from looking at an edit", async () => {
    const at = rows.findIndex(({ reason }) => reason === "Throttled");
    const [verdict] = await healthOf(objects.slice(at, at + 1));
    expect(verdict).toMatchObject({ status: "Progressing" });
    expect(verdict?.message).toMatch(/^Throttled: /);
  });

  it.each<{ title: string; change: (object: ManagedResource) => object; health: string }>([
    { title: "an object without status", change: ({ status: _status, ...rest }) => rest, health: "Progressing" },
    {
      title: "a new object",
      change: (object) => ({ ...object, status: { observedGeneration: -1 } }),
      health: "Progressing",
    },
    {
      title: "an edit that was not looked at",
      change: (object) => ({ ...object, metadata: { ...object.metadata, generation: 99 } }),
      health: "Progressing",
    },
    {
      title: "an object that is being deleted",
      change: (object) => ({ ...object, metadata: { ...object.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } }),
      health: "Progressing",
    },
    {
      title: "a suspended object",
      change: (object) => ({ ...object, spec: { ...object.spec, suspend: true } }),
      health: "Suspended",
    },
  ])("take $title for $health", async ({ change, health }) => {
    const at = rows.findIndex(({ reason }) => reason === "Running");
    const [object] = objects.slice(at, at + 1).map(change);
    const [verdict] = await judgeWithLua([{ script: scriptOf("AppRunnerService"), object: object ?? {} }]);
    expect(verdict?.status).toBe(health);
  });

  it("would be found wrong", async () => {
    const planted = await healthOf(objects, (script) => script.replace('found.Stalled.status == "True"', "false"));
    expect(planted.map(({ status }) => status)).not.toEqual(objects.map(wantedHealth));
  });

  it("are there for every kind, and in the patch of Argo CD's configuration", () => {
    const patch = load(readFileSync(new URL("argocd-cm.yaml", folder), "utf8")) as {
      readonly data: Readonly<Record<string, string>>;
    };
    for (const { type } of kindDefinitions) {
      expect(patch.data[`resource.customizations.health.${group}_${type.kind}`]).toBe(scriptOf(type.kind));
    }
  });
});
