import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Seed } from "../../../src/sandbox/app-runner/admin/seed.ts";
import type { Case } from "../case.ts";
import { shown } from "../manifests.ts";

const folder = path.resolve(import.meta.dirname, "../../../examples");

/** The service that examples/service-adopted.yaml takes over. */
const legacyApi: Seed = {
  ServiceName: "legacy-api",
  Region: "eu-west-1",
  SourceConfiguration: {
    AuthenticationConfiguration: { AccessRoleArn: "arn:aws:iam::111122223333:role/apprunner-ecr-access" },
    ImageRepository: {
      ImageIdentifier: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/legacy-api:stable",
      ImageRepositoryType: "ECR",
    },
  },
};

/** What a newcomer copies first has to work as it stands. */
export const exampleCases: readonly Case[] = [
  {
    title: "makes Ready what each file of examples/ declares",
    expectOutcome: async (scene) => {
      scene.appRunner.admin.seed(legacyApi);
      const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml"));
      expect(files.length).toBeGreaterThan(3);
      const manifests = await Promise.all(
        files.map(async (file) => load(await readFile(path.join(folder, file), "utf8")) as JsonObject),
      );
      for (const manifest of manifests) await scene.apply(manifest);
      for (const { metadata } of manifests) {
        const { name } = metadata as { readonly name: string };
        expect(shown(await scene.waitForReady(name), "Ready")).toBe("True Running");
      }
      // Nothing that the operator or the schema writes is a difference from the manifests.
      const diff = await scene.run(
        ["diff", "-f", "-"],
        JSON.stringify({ apiVersion: "v1", kind: "List", items: manifests }),
      );
      expect(diff).toMatchObject({ code: 0, stdout: "" });
    },
  },
];

/** The parts of the directory are other cases' as well, in the same account: this one is for when they are over. */
export const teamCases: readonly Case[] = [
  {
    title: "makes Ready a whole team's directory, applied at once, with what people have to do, and deletes it at once",
    expectOutcome: async (scene) => {
      const team = path.join(folder, "team");
      await scene.kubectl("apply", "-f", team);
      const { admin } = scene.appRunner;
      const reason = '--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}';
      await scene.kubectl("wait", "arconn/team-github", `${reason}=WaitingForHandshake`, "--timeout=180s");
      admin.setConnection("team-github", "AVAILABLE");
      await scene.kubectl("wait", "ardom/team-shop-domain", `${reason}=WaitingForDns`, "--timeout=180s");
      await scene.kubectl(
        "wait",
        "ardom/team-shop-domain",
        "--for=jsonpath={.status.certificateValidationRecords[0].name}",
        "--timeout=180s",
      );
      admin.validateDomain("shop.acme.dev", "SUCCESS");
      await scene.kubectl("wait", "apprunner", "--all", "--for=condition=Ready", "--timeout=180s");
      expect((await scene.run(["diff", "-f", team])).code).toBe(0);
      await scene.kubectl("delete", "-f", team, "--timeout=180s");
      expect(await scene.kubectl("get", "apprunner", "--output=name")).toBe("");
      const left = admin.services().filter(({ name, status }) => /^(team|web)-/.test(name) && status !== "DELETED");
      expect(left).toEqual([]);
    },
  },
];
