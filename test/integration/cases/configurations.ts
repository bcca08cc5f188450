import { readFile } from "node:fs/promises";
import path from "node:path";
import { loadAll } from "js-yaml";
import { expect } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { eventually } from "../eventually.ts";
import type { Scene } from "../scene.ts";

const team = path.resolve(import.meta.dirname, "../../../examples/team");

/** The objects of a file of examples/team, last first: what refers to something comes before it. */
async function backwards(file: string): Promise<readonly JsonObject[]> {
  const manifests = loadAll(await readFile(path.join(team, file), "utf8")) as Json[];
  return manifests.filter(isJsonObject).toReversed();
}

async function applyBackwards(scene: Scene, file: string): Promise<void> {
  for (const manifest of await backwards(file)) await scene.apply(manifest);
}

async function waitReady(scene: Scene, ...objects: readonly string[]): Promise<void> {
  await scene.kubectl("wait", ...objects, "--for=condition=Ready", "--timeout=180s");
}

/** Deletes every object of a file at once, and waits until all are gone. */
async function deleteAll(scene: Scene, file: string): Promise<void> {
  await scene.kubectl("delete", "-f", path.join(team, file), "--timeout=180s");
}

/** What services refer to, as objects of their own. */
export const configurationCases: readonly Case[] = [
  {
    title: "rolls a change of a shared scaling configuration through its services, and deletes all of it at once",
    expectOutcome: async (scene) => {
      await applyBackwards(scene, "shared-scaling.yaml");
      await waitReady(scene, "ars/web-shop", "ars/web-admin", "arasc/web-scaling");
      await scene.kubectl("patch", "arasc/web-scaling", "--type=merge", '--patch={"spec": {"maxSize": 8}}');
      await scene.kubectl("wait", "arasc/web-scaling", "--for=jsonpath={.status.revision}=2", "--timeout=180s");
      await waitReady(scene, "arasc/web-scaling");
      for (const name of ["web-shop", "web-admin"]) {
        expect(scene.appRunner.mutationsOf(name)).toEqual(["CreateService", "UpdateService"]);
        expect((await scene.get(name)).status?.autoScalingConfigurationArn).toContain("/web-scaling/2/");
      }
      await deleteAll(scene, "shared-scaling.yaml");
    },
  },
  {
    title: "makes what a service refers to before the service, in whatever order it is applied",
    expectOutcome: async (scene) => {
      await applyBackwards(scene, "private-service.yaml");
      await waitReady(scene, "ars/team-orders", "arvpc/team-vpc", "aroc/team-traces", "arvic/team-orders-ingress");
      const { status } = await scene.get("team-orders");
      expect(status?.vpcConnectorArn).toContain("vpcconnector/team-vpc/1/");
      expect(status?.observabilityConfigurationArn).toContain("observabilityconfiguration/team-traces/1/");
      await deleteAll(scene, "private-service.yaml");
    },
  },
  {
    title: "goes on with a service by itself when a person has completed the handshake of its connection",
    expectOutcome: async (scene) => {
      await applyBackwards(scene, "from-code.yaml");
      await scene.waitForReason("team-storefront", "WaitingForReference");
      const reason = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=WaitingForHandshake`;
      await scene.kubectl("wait", "arconn/team-github", reason, "--timeout=180s");
      scene.appRunner.admin.setConnection("team-github", "AVAILABLE");
      await waitReady(scene, "arconn/team-github", "ars/team-storefront");
      await scene.kubectl("delete", "arconn/team-github", "--wait=false");
      const told = async (): Promise<string> =>
        scene.kubectl(
          "get",
          "arconn/team-github",
          '--output=jsonpath={.status.conditions[?(@.type=="Ready")].message}',
        );
      await eventually(async () => {
        expect(await told()).toContain("AppRunnerService team-storefront");
      });
      await scene.delete("team-storefront");
      await scene.waitUntilGone("team-storefront");
      await scene.kubectl("wait", "arconn/team-github", "--for=delete", "--timeout=180s");
    },
  },
  {
    title: "refuses what can be known to be wrong",
    expectOutcome: async (scene) => {
      const object = (kind: string, spec: JsonObject, name = "wrong"): JsonObject => ({
        apiVersion: "apprunner-operator.dev/v1alpha1",
        kind,
        metadata: { name },
        spec,
      });
      const refusals: readonly (readonly [JsonObject, string])[] = [
        [object("AutoScalingConfiguration", { minSize: 3, maxSize: 2 }), "`minSize` must be at most `maxSize`"],
        [object("AutoScalingConfiguration", {}, "DefaultConfiguration"), "metadata.name"],
        [object("VpcConnector", {}), "`subnets` must name at least one subnet"],
        [object("Connection", {}), "`providerType` must be given"],
        [object("Connection", { providerType: "GITLAB" }), "Unsupported value"],
        [object("ObservabilityConfiguration", {}, "abc"), "must have 4 to 32 letters"],
      ];
      for (const [manifest, text] of refusals) expect(await scene.refusal(manifest)).toContain(text);
    },
  },
];
