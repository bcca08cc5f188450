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
    },
  },
];
