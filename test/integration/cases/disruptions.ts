import { expect } from "vitest";
import type { DisruptiveCase } from "../case.ts";
import { eventually } from "../eventually.ts";
import { imageSpec, manifest, shown } from "../manifests.ts";

/** Things that break under way, for everybody at once. */
export const disruptiveCases: readonly DisruptiveCase[] = [
  {
    title: "goes on where it was when it is killed in the middle of a create and of an update",
    expectOutcome: async (scene, operator) => {
      await scene.apply(manifest("killed", imageSpec("stuck")));
      await scene.waitForReason("killed", "Creating");
      await operator.restart();
      scene.appRunner.admin.hold("killed", false);
      await scene.waitForReady("killed");
      await scene.apply(manifest("killed", imageSpec("v2-stuck")));
      await scene.waitForReason("killed", "Updating");
      await operator.restart();
      scene.appRunner.admin.hold("killed", false);
      const done = await scene.waitForReady("killed");
      expect(done.status?.observedGeneration).toBe(2);
      expect(scene.appRunner.mutationsOf("killed")).toEqual(["CreateService", "UpdateService"]);
    },
  },
  {
    title: "tells of a rollback that ended while it was not running, and does not send the same again",
    expectOutcome: async (scene, operator) => {
      await scene.apply(manifest("missed", imageSpec("1")));
      await scene.waitForReady("missed");
      await scene.apply(manifest("missed", imageSpec("fail-start")));
      await scene.waitForReason("missed", "Updating");
      await operator.current().discard();
      await eventually(() =>
        expect(scene.appRunner.serviceOf("missed")?.operations.at(-1)?.status).toBe("ROLLBACK_SUCCEEDED"),
      );
      await operator.restart();
      expect(shown(await scene.waitForStalled("missed"), "Stalled")).toBe("True UpdateFailed");
      expect(scene.appRunner.mutationsOf("missed")).toEqual(["CreateService", "UpdateService"]);
    },
  },
  {
    title: "survives an outage of the API server during an operation, and tells its end afterwards",
    expectOutcome: async (scene, operator) => {
      await scene.apply(manifest("unheard", imageSpec("1")));
      await scene.waitForReady("unheard");
      await scene.apply(manifest("unheard", imageSpec("stuck")));
      await scene.waitForReason("unheard", "Updating");
      const bringBack = await scene.env.server.outage();
      const pid = await operator.current().pid();
      scene.appRunner.admin.hold("unheard", false);
      await eventually(() => expect(scene.appRunner.serviceOf("unheard")?.status).toBe("RUNNING"));
      await bringBack();
      const done = await scene.waitForReady("unheard");
      expect(done.status).toMatchObject({ observedGeneration: 2, image: "public.ecr.aws/x1y2z3a4/shop:stuck" });
      expect(scene.appRunner.mutationsOf("unheard")).toEqual(["CreateService", "UpdateService"]);
      expect(await operator.current().pid()).toBe(pid);
      // Edits after the outage are heard, so the watch is back too.
      await scene.patch("unheard", { spec: imageSpec("3") });
      await scene.waitForReady("unheard");
      expect(await Promise.race([operator.current().ended, Promise.resolve("running")])).toBe("running");
    },
  },
  {
    title: "comes to the same end when AWS throttles it",
    expectOutcome: async (scene) => {
      scene.appRunner.admin.setSwitches({ throttlePerSecond: 1, throttleBurst: 5 });
      scene.appRunner.admin.inject({
        when: "before",
        answer: "error",
        code: "ThrottlingException",
        message: "Rate exceeded",
        httpStatus: 400,
        operation: "CreateService",
        count: 3,
      });
      try {
        await scene.apply(manifest("throttled", imageSpec("1")));
        await scene.waitForReady("throttled");
      } finally {
        scene.appRunner.admin.setSwitches({ throttlePerSecond: 0 });
        scene.appRunner.admin.clearInjections();
      }
      const creates = scene.appRunner.callsOf("throttled").filter(({ operation }) => operation === "CreateService");
      expect(creates.map(({ errorCode }) => errorCode ?? "accepted")).toEqual([
        "ThrottlingException",
        "ThrottlingException",
        "ThrottlingException",
        "accepted",
      ]);
    },
  },
];
