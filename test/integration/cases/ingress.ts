import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { eventually } from "../eventually.ts";
import { imageSpec, manifest } from "../manifests.ts";
import type { Scene } from "../scene.ts";

const isPrivate = { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } };

function ingress(name: string, service: string, vpcEndpointId: string): JsonObject {
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "VpcIngressConnection",
    metadata: { name },
    spec: { serviceRef: { name: service }, ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId } },
  };
}

async function message(scene: Scene, object: string): Promise<string> {
  return scene.kubectl("get", object, '--output=jsonpath={.status.conditions[?(@.type=="Ready")].message}');
}

async function waitForReason(scene: Scene, object: string, reason: string): Promise<void> {
  const condition = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=${reason}`;
  await scene.kubectl("wait", object, condition, "--timeout=180s");
}

/** The ways into private services. */
export const ingressCases: readonly Case[] = [
  {
    title: "gives a private service its way in, changes its endpoint in place, and tells a second one who has it",
    expectOutcome: async (scene) => {
      await scene.apply(ingress("inner-way", "inner", "vpce-1"));
      await waitForReason(scene, "arvic/inner-way", "WaitingForReference");
      await scene.apply(manifest("inner", { ...imageSpec("1"), ...isPrivate }));
      await scene.kubectl("wait", "arvic/inner-way", "--for=condition=Ready", "--timeout=180s");
      expect(await scene.kubectl("get", "arvic")).toMatch(
        /inner-way +True +Available +[a-z0-9]+\.us-east-1\.awsapprunner\.com/,
      );
      const host = await scene.kubectl("get", "arvic/inner-way", "--output=jsonpath={.status.domainName}");

      await scene.apply(ingress("inner-way", "inner", "vpce-2"));
      await scene.kubectl("wait", "arvic/inner-way", "--for=jsonpath={.status.vpcEndpointId}=vpce-2", "--timeout=180s");
      await scene.kubectl("wait", "arvic/inner-way", "--for=condition=Ready", "--timeout=180s");
      expect(await scene.kubectl("get", "arvic/inner-way", "--output=jsonpath={.status.domainName}")).toBe(host);
      expect(await scene.kubectl("describe", "arvic/inner-way")).toContain("PENDING_UPDATE has begun");

      await scene.apply(ingress("second-way", "inner", "vpce-3"));
      await waitForReason(scene, "arvic/second-way", "OwnershipConflict");
      expect(await message(scene, "arvic/second-way")).toContain(`/${scene.namespace}/inner-way`);
      await scene.kubectl("delete", "arvic", "--all", "--timeout=180s");
      await scene.delete("inner");
      await scene.waitUntilGone("inner");
    },
  },
  {
    title: "keeps a service as long as its VPC ingress connection is there, and names it",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("needed", { ...imageSpec("1"), ...isPrivate }));
      await scene.apply(ingress("needed-way", "needed", "vpce-1"));
      await scene.kubectl("wait", "arvic/needed-way", "--for=condition=Ready", "--timeout=180s");
      await scene.delete("needed");
      await eventually(async () => {
        expect(await message(scene, "ars/needed")).toContain("VpcIngressConnection needed-way");
      });
      expect(scene.appRunner.mutationsOf("needed")).not.toContain("DeleteService");
      await scene.kubectl("delete", "arvic/needed-way", "--timeout=180s");
      await scene.waitUntilGone("needed");
      expect(scene.appRunner.serviceOf("needed")?.status).toBe("DELETED");
    },
  },
];
