import { expect } from "vitest";
import type { Case } from "../case.ts";
import { eventually } from "../eventually.ts";
import { imageSource, imageSpec, manifest, shown } from "../manifests.ts";

/** Changes that somebody makes in AWS. */
export const driftCases: readonly Case[] = [
  {
    title: "finds a change made behind its back without being asked, and undoes it",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("drifted", imageSpec("1")));
      const arn = (await scene.waitForReady("drifted")).status?.arn ?? "";
      await scene.appRunner.call("UpdateService", {
        ServiceArn: arn,
        SourceConfiguration: imageSource("1", { COLOUR: "green" }),
      });
      await eventually(async () =>
        expect(await scene.appRunner.describe(arn)).toMatchObject({
          Status: "RUNNING",
          SourceConfiguration: imageSource("1", { COLOUR: "blue" }),
        }),
      );
      const corrected = await scene.waitForReady("drifted");
      expect(corrected.status?.drift).toBeUndefined();
      expect(scene.appRunner.mutationsOf("drifted")).toEqual(["CreateService", "UpdateService"]);
      await eventually(async () =>
        expect(await scene.kubectl("events", "--for=ars/drifted")).toMatch(/Normal\s+CorrectingDrift\s/),
      );
    },
  },
  {
    title: "only reports it where managementPolicy says ReportDrift, and creates nothing again",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("reported", imageSpec("1", { COLOUR: "blue" }, { managementPolicy: "ReportDrift" })));
      const arn = (await scene.waitForReady("reported")).status?.arn ?? "";
      await scene.appRunner.call("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource("2") });
      await scene.waitForReason("reported", "Drifted");
      const drifted = await scene.get("reported");
      expect(shown(drifted, "Ready")).toBe("True Drifted");
      expect(drifted.status?.drift).toMatchObject([{ path: "sourceConfiguration.imageRepository.imageIdentifier" }]);
      await scene.appRunner.call("DeleteService", { ServiceArn: arn });
      await scene.waitForReason("reported", "DeletedElsewhere");
      expect(scene.appRunner.mutationsOf("reported")).toEqual(["CreateService"]);
    },
  },
];
