import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { imageSpec, manifest, messageOf } from "../manifests.ts";
import type { Scene } from "../scene.ts";

const account = "444455556666";
const instanceRoleArn = `arn:aws:iam::${account}:role/account-web`;

/** An AwsAccount for the scene's namespace alone; its name is that of the namespace, since it is the cluster's. */
function awsAccount({ namespace }: Scene, spec: JsonObject): JsonObject {
  return { apiVersion: "apprunner-operator.dev/v1alpha1", kind: "AwsAccount", metadata: { name: namespace }, spec };
}

/** AwsAccounts, and what they let a namespace do. */
export const accountCases: readonly Case[] = [
  {
    title: "acts in the account of an AwsAccount, within its grants, and keeps it while it is used",
    expectOutcome: async (scene) => {
      const { namespace } = scene;
      const usable = { namespaces: { names: [namespace] } };
      const assumeRoles = [{ roleArn: `arn:aws:iam::${account}:role/apprunner` }];
      await scene.apply(awsAccount(scene, { assumeRoles, grants: [usable] }));
      await scene.kubectl("wait", `araccount/${namespace}`, "--for=condition=Ready", "--timeout=180s");
      const inAccount = { awsAccountRef: { name: namespace } };
      await scene.apply(manifest("account-web", imageSpec("1", {}, inAccount)));
      await scene.apply(
        manifest("account-role", imageSpec("1", {}, { ...inAccount, instanceConfiguration: { instanceRoleArn } })),
      );
      expect((await scene.waitForReady("account-web")).status?.arn).toContain(`:${account}:service/account-web/`);
      await scene.waitForReason("account-role", "NotGranted");
      expect(messageOf(await scene.get("account-role"), "Ready")).toContain(instanceRoleArn);
      expect(scene.appRunner.callsOf("account-role")).toEqual([]);

      const passRoles = [`arn:aws:iam::${account}:role/account-*`];
      await scene.apply(awsAccount(scene, { assumeRoles, grants: [{ ...usable, passRoles }] }));
      await scene.waitForReady("account-role");
      await scene.kubectl("delete", `araccount/${namespace}`, "--wait=false");
      const waits = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=WaitingForUsers`;
      await scene.kubectl("wait", `araccount/${namespace}`, waits, "--timeout=180s");
      await scene.kubectl("delete", "ars/account-web", "ars/account-role", "--timeout=180s");
      const { stderr } = await scene.run(["wait", `araccount/${namespace}`, "--for=delete", "--timeout=180s"]);
      expect(stderr.replace(/.*NotFound.*\n/, "")).toBe("");
    },
  },
  {
    title: "refuses an AwsAccount that grants more than its words say",
    expectOutcome: async (scene) => {
      const refusals: readonly (readonly [JsonObject, string])[] = [
        [{ grants: [{ namespaces: {} }] }, "`names` or `selector` must be given"],
        [{ grants: [{ namespaces: { selector: {} } }] }, "a `selector` must not be empty"],
        [{ grants: [{ namespaces: { names: ["team-*"] } }] }, "a part of a name cannot be given"],
        [{ grants: [{ namespaces: { names: ["shop"] }, passRoles: ["shop-*"] }] }, "must have ARNs of IAM roles"],
        [
          { grants: [{ namespaces: { names: ["shop"] }, allow: ["Everything"] }] },
          "Adopt, RawArns and AccountDefaults",
        ],
        [{ grants: [{ namespaces: { names: ["shop"] }, domains: ["Shop.example.com"] }] }, "in lower case"],
        [{ assumeRoles: [{ roleArn: "arn:aws:iam::1:user/x" }] }, "must be the ARN of an IAM role"],
        [{ endpoint: "127.0.0.1:4566" }, "`endpoint` must be a URL"],
      ];
      for (const [spec, text] of refusals) expect(await scene.refusal(awsAccount(scene, spec))).toContain(text);
    },
  },
];
