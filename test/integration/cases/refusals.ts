import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { imageSpec, manifest } from "../manifests.ts";

interface Refused {
  readonly what: string;
  readonly manifest: JsonObject;
  /** What kubectl says: the field's path, and the rule. */
  readonly says: RegExp;
}

const refused: readonly Refused[] = [
  {
    what: "a field that does not exist",
    manifest: manifest("wrong-field", imageSpec("1", {}, { instanceConfig: { cpu: "1024" } })),
    says: /strict decoding error: unknown field "spec\.instanceConfig"/,
  },
  {
    what: "no source",
    manifest: manifest("no-source", {}),
    says: /spec\.sourceConfiguration: Required value: `sourceConfiguration` must be given unless `managementPolicy` is Observe/,
  },
  {
    what: "a size that does not exist",
    manifest: manifest("odd-size", imageSpec("1", {}, { instanceConfiguration: { cpu: "256", memory: "4096" } })),
    says: /spec\.instanceConfiguration: Invalid value: .*`cpu` and `memory` must be a pair that App Runner runs/,
  },
  {
    what: "a private image without a role",
    manifest: manifest("no-role", {
      sourceConfiguration: {
        imageRepository: {
          imageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
          imageRepositoryType: "ECR",
        },
      },
    }),
    says: /spec\.sourceConfiguration\.authenticationConfiguration\.accessRoleArn: Required value/,
  },
  {
    what: "a port out of range",
    manifest: manifest("no-port", {
      sourceConfiguration: {
        imageRepository: {
          imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1",
          imageRepositoryType: "ECR_PUBLIC",
          imageConfiguration: { port: 70000 },
        },
      },
    }),
    says: /spec\.sourceConfiguration\.imageRepository\.imageConfiguration\.port: Invalid value: 70000: .*less than or equal to 65535/,
  },
  {
    what: "a name that App Runner does not take",
    manifest: manifest("abc", imageSpec("1")),
    says: /`metadata\.name` is the service's name unless `spec\.serviceName` is given/,
  },
];

/** Manifests that the API server refuses, so that nothing of them reaches the operator or AWS. */
export const refusalCases: readonly Case[] = [
  ...refused.map(refusalCase),
  {
    title: "refuses to change what App Runner cannot change, and leaves the service as it is",
    expectOutcome: async (scene) => {
      await scene.apply(manifest("fixed", imageSpec("1", {}, { serviceName: "fixed-name" })));
      await scene.waitForReady("fixed");
      expect(await scene.refusal(manifest("fixed", imageSpec("1", {}, { serviceName: "other-name" })))).toMatch(
        /spec\.serviceName: Invalid value: .*`serviceName` is immutable/,
      );
      const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
      const encrypted = imageSpec("1", {}, { serviceName: "fixed-name", encryptionConfiguration: { kmsKey } });
      expect(await scene.refusal(manifest("fixed", encrypted))).toMatch(
        /spec\.encryptionConfiguration: Forbidden: `encryptionConfiguration` is immutable/,
      );
      expect((await scene.get("fixed")).metadata.generation).toBe(1);
      expect(scene.appRunner.mutationsOf("fixed-name")).toEqual(["CreateService"]);
    },
  },
];

function refusalCase({ what, manifest: wrong, says }: Refused): Case {
  return {
    title: `refuses ${what}, with the path and the rule`,
    expectOutcome: async (scene) => {
      expect(await scene.refusal(wrong)).toMatch(says);
      expect(await scene.kubectl("get", "ars", "--output=name")).toBe("");
    },
  };
}
