import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { imageSource, imageSpec, manifest, messageOf, shown } from "../manifests.ts";

const adopting = (more: JsonObject = {}): JsonObject => ({ adoption: { policy: "IfUnowned", ...more } });

/** Whose a service is, and what that means for who may change or delete it. */
export const ownershipCases: readonly Case[] = [
  {
    title: "refuses a service that exists and is nobody's, and leaves it alone when the object goes",
    expectOutcome: async (scene) => {
      const arn = scene.appRunner.admin.seed({ ServiceName: "kept", SourceConfiguration: imageSource("1") });
      await scene.apply(manifest("kept", imageSpec("2")));
      const refused = await scene.waitForStalled("kept");
      expect(shown(refused, "Stalled")).toBe("True AlreadyExists");
      expect(messageOf(refused, "Ready")).toContain(arn);
      await scene.delete("kept");
      await scene.waitUntilGone("kept");
      expect(scene.appRunner.mutationsOf("kept")).toEqual([]);
      expect(await scene.appRunner.describe(arn)).toMatchObject({ Status: "RUNNING" });
    },
  },
  {
    title: "adopts a service that is as the manifest says with nothing but tags, and keeps it when the object goes",
    expectOutcome: async (scene) => {
      const arn = scene.appRunner.admin.seed({ ServiceName: "taken", SourceConfiguration: imageSource("1") });
      await scene.apply(manifest("taken", imageSpec("1", { COLOUR: "blue" }, adopting())));
      const adopted = await scene.waitForReady("taken");
      expect(adopted.status).toMatchObject({ arn, origin: "adopted", deletionPolicy: "Retain" });
      await scene.delete("taken");
      await scene.waitUntilGone("taken");
      expect(scene.appRunner.mutationsOf("taken")).toEqual(["TagResource", "TagResource", "UntagResource"]);
      expect(await scene.appRunner.describe(arn)).toMatchObject({ Status: "RUNNING" });
    },
  },
  {
    title: "reports how a service to adopt differs, and changes it only when told to",
    expectOutcome: async (scene) => {
      const arn = scene.appRunner.admin.seed({ ServiceName: "differing", SourceConfiguration: imageSource("1") });
      await scene.apply(manifest("differing", imageSpec("2", { COLOUR: "blue" }, adopting())));
      const refused = await scene.waitForStalled("differing");
      expect(shown(refused, "Stalled")).toBe("True AdoptionDiffers");
      expect(refused.status?.drift).toEqual([
        {
          path: "sourceConfiguration.imageRepository.imageIdentifier",
          desired: "public.ecr.aws/x1y2z3a4/shop:2",
          actual: "public.ecr.aws/x1y2z3a4/shop:1",
        },
      ]);
      expect(scene.appRunner.mutationsOf("differing")).toEqual(["TagResource"]);
      await scene.patch("differing", { spec: adopting({ onDifference: "Apply" }) });
      await scene.waitForReady("differing");
      expect(scene.appRunner.mutationsOf("differing")).toEqual(["TagResource", "TagResource", "UpdateService"]);
      expect(await scene.appRunner.describe(arn)).toMatchObject({ SourceConfiguration: imageSource("2") });
    },
  },
  {
    title: "gives a service to the first of two namespaces, and tells the second who has it",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("first", imageSpec("1", {}, { serviceName: "disputed" })));
      await scene.waitForReady("first");
      await scene.kubectl("create", "namespace", `${scene.namespace}-other`);
      const second = manifest("second", imageSpec("2", {}, { serviceName: "disputed" }));
      const inOther = `--namespace=${scene.namespace}-other`;
      const applied = await scene.env.clients.kubectl(["apply", "-f", "-", inOther], { input: JSON.stringify(second) });
      expect(applied.stderr).toBe("");
      const kubectl = async (...args: readonly string[]) => scene.env.clients.kubectl([...args, inOther]);
      expect((await kubectl("wait", "ars/second", "--for=condition=Stalled", "--timeout=180s")).stdout).toContain(
        "condition met",
      );
      const message = await kubectl(
        "get",
        "ars/second",
        `--output=jsonpath={.status.conditions[?(@.type=="Stalled")]['reason','message']}`,
      );
      expect(message.stdout).toMatch(new RegExp(`^OwnershipConflict .*belongs to [^ ]+/${scene.namespace}/first\\.`));
      expect((await kubectl("delete", "ars/second", "--timeout=180s")).code).toBe(0);
      expect(scene.appRunner.mutationsOf("disputed")).toEqual(["CreateService"]);
      expect(shown(await scene.get("first"), "Ready")).toBe("True Running");
    },
  },
  {
    title: "deletes the service with the object, which stays until App Runner is done",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("doomed", imageSpec("1")));
      await scene.waitForReady("doomed");
      scene.appRunner.admin.hold("doomed", true);
      await scene.delete("doomed");
      await scene.waitForReason("doomed", "Deleting");
      scene.appRunner.admin.hold("doomed", false);
      await scene.waitUntilGone("doomed");
      expect(scene.appRunner.mutationsOf("doomed")).toEqual(["CreateService", "DeleteService"]);
      expect(scene.appRunner.serviceOf("doomed")?.status).toBe("DELETED");
    },
  },
  {
    title: "frees the object and keeps the service with deletionPolicy Retain, also when that comes late",
    expectOutcome: async (scene) => {
      for (const name of ["retained", "freed"]) {
        await scene.apply(
          manifest(name, imageSpec("1", {}, name === "retained" ? { deletionPolicy: "Retain" } : { suspend: false })),
        );
      }
      await scene.waitForReady("retained");
      await scene.waitForReady("freed");
      await scene.delete("retained");
      await scene.patch("freed", { spec: { suspend: true } });
      await scene.delete("freed");
      await scene.patch("freed", { spec: { deletionPolicy: "Retain" } });
      for (const name of ["retained", "freed"]) {
        await scene.waitUntilGone(name);
        expect(scene.appRunner.mutationsOf(name)).not.toContain("DeleteService");
        expect(scene.appRunner.serviceOf(name)?.status).toBe("RUNNING");
      }
    },
  },
];
