import { expect } from "vitest";
import type { Case } from "../case.ts";
import { eventually } from "../eventually.ts";
import { imageSpec, manifest, messageOf, shown } from "../manifests.ts";

/** What the main job is about: a service is created, changed, rolled back truthfully, paused, resumed and deployed. */
export const lifeCases: readonly Case[] = [
  {
    title: "creates a service, and kubectl shows where it is and how it does",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("made", imageSpec("1")));
      const made = await scene.waitForReady("made");
      expect(shown(made, "Ready")).toBe("True Running");
      expect(shown(made, "Synced")).toBe("True Synced");
      expect(shown(made, "Reconciling")).toBe("absent");
      expect(made.status).toMatchObject({
        observedGeneration: 1,
        region: "us-east-1",
        account: "111122223333",
        serviceStatus: "RUNNING",
        origin: "created",
        recentOperations: [{ type: "CREATE_SERVICE", status: "SUCCEEDED" }],
      });
      const [header, row] = (await scene.kubectl("get", "apprunner")).trim().split("\n");
      expect(header).toMatch(/^NAME\s+READY\s+STATUS\s+URL\s+AGE$/);
      expect(row).toMatch(
        /^apprunnerservice\.apprunner-operator\.dev\/made\s+True\s+Running\s+https:\/\/[a-z0-9]+\.us-east-1\.awsapprunner\.com\s+\d+[ms]/,
      );
      const wide = await scene.kubectl("get", "ars", "--output=wide");
      expect(wide).toMatch(/SERVICE STATUS\s+IMAGE\s+OPERATION\s+ARN\s+MESSAGE\s+GENERATION/);
      expect(wide).toContain("public.ecr.aws/x1y2z3a4/shop:1");
      expect(scene.appRunner.mutationsOf("made")).toEqual(["CreateService"]);
    },
  },
  {
    title: "changes a service, sending the differing block once",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("changed", imageSpec("1", { COLOUR: "blue", SIZE: "s" })));
      await scene.waitForReady("changed");
      await scene.apply(manifest("changed", imageSpec("2", { COLOUR: "red" })));
      const changed = await scene.waitForReady("changed");
      expect(changed.status).toMatchObject({ observedGeneration: 2, image: "public.ecr.aws/x1y2z3a4/shop:2" });
      const { SourceConfiguration } = await scene.appRunner.describe(changed.status?.arn ?? "");
      expect(SourceConfiguration).toMatchObject({
        ImageRepository: { ImageConfiguration: { RuntimeEnvironmentVariables: { COLOUR: "red" } } },
      });
      expect(JSON.stringify(SourceConfiguration)).not.toContain("SIZE");
      expect(scene.appRunner.mutationsOf("changed")).toEqual(["CreateService", "UpdateService"]);
    },
  },
  {
    title: "tells of a rollback, does not send the same again, and takes the fix",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("rolled", imageSpec("1")));
      await scene.waitForReady("rolled");
      await scene.apply(manifest("rolled", imageSpec("fail-start")));
      const failed = await scene.waitForStalled("rolled");
      expect(shown(failed, "Ready")).toBe("False UpdateFailed");
      expect(shown(failed, "Stalled")).toBe("True UpdateFailed");
      expect(messageOf(failed, "Stalled")).toMatch(/UPDATE_SERVICE .*ROLLBACK_SUCCEEDED/);
      expect(messageOf(failed, "Stalled")).toContain("/aws/apprunner/rolled/");
      expect(failed.status).toMatchObject({ serviceStatus: "RUNNING", image: "public.ecr.aws/x1y2z3a4/shop:1" });
      // A fresh look at AWS, which finds a service that differs from the manifest.
      await scene.kubectl("annotate", "ars/rolled", "apprunner-operator.dev/reconcile-requested-at=now");
      await scene.waitFor("rolled", "jsonpath={.status.lastHandledReconcileRequestedAt}=now");
      expect(scene.appRunner.mutationsOf("rolled")).toEqual(["CreateService", "UpdateService"]);
      await scene.apply(manifest("rolled", imageSpec("3")));
      const fixed = await scene.waitForReady("rolled");
      expect(shown(fixed, "Stalled")).toBe("absent");
      expect(fixed.status).toMatchObject({ image: "public.ecr.aws/x1y2z3a4/shop:3" });
      expect(scene.appRunner.mutationsOf("rolled")).toEqual(["CreateService", "UpdateService", "UpdateService"]);
    },
  },
  {
    title: "pauses and resumes a service, and applies on resume what was edited meanwhile",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("rested", imageSpec("1")));
      await scene.waitForReady("rested");
      await scene.patch("rested", { spec: { desiredState: "Paused" } });
      const paused = await scene.waitForReady("rested");
      expect(shown(paused, "Ready")).toBe("True Paused");
      expect(paused.status).toMatchObject({ serviceStatus: "PAUSED" });
      await scene.patch("rested", { spec: imageSpec("2") });
      await scene.waitFor("rested", "condition=ChangesPending");
      expect(shown(await scene.get("rested"), "Ready")).toBe("True Paused");
      await scene.patch("rested", { spec: { desiredState: "Running" } });
      const resumed = await scene.waitForReady("rested");
      expect(resumed.status).toMatchObject({ serviceStatus: "RUNNING", image: "public.ecr.aws/x1y2z3a4/shop:2" });
      expect(scene.appRunner.mutationsOf("rested")).toEqual([
        "CreateService",
        "PauseService",
        "ResumeService",
        "UpdateService",
      ]);
    },
  },
  {
    title: "starts one deployment for each new deploymentToken",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("deployed", imageSpec("1", {}, { deploymentToken: "first" })));
      const made = await scene.waitForReady("deployed");
      expect(made.status).toMatchObject({ deploymentToken: "first" });
      await scene.patch("deployed", { spec: { deploymentToken: "second" } });
      const deployed = await scene.waitForReady("deployed");
      expect(deployed.status).toMatchObject({
        deploymentToken: "second",
        recentOperations: [{ type: "START_DEPLOYMENT", status: "SUCCEEDED" }, { type: "CREATE_SERVICE" }],
      });
      expect(scene.appRunner.mutationsOf("deployed")).toEqual(["CreateService", "StartDeployment"]);
    },
  },
  {
    title: "tells what happened by events that kubectl events and describe find",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("told", imageSpec("fail-start")));
      await scene.waitForStalled("told");
      // Events are written beside the work, so they may come a moment after the status.
      const events = (): Promise<string> => scene.kubectl("events", "--for=ars/told");
      await eventually(async () => expect(await events()).toMatch(/Warning\s+CreateFailed\s/));
      expect(await events()).toMatch(/Normal\s+OperationStarted\s+\S+\s+CREATE_SERVICE [0-9a-f]{32} has begun/);
      expect(await events()).toMatch(/Warning\s+OperationFailed\s+\S+\s+CREATE_SERVICE [0-9a-f]{32} ended as FAILED/);
      const described = await scene.kubectl("describe", "ars/told");
      expect(described).toMatch(/Warning\s+CreateFailed\s+\S+\s+apprunner-operator\.dev\/operator/);
      expect(described).toMatch(/Type:\s+Stalled/);
    },
  },
];
