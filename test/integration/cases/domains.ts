import path from "node:path";
import { expect } from "vitest";
import type { JsonObject } from "../../../src/base/json.ts";
import type { Case } from "../case.ts";
import { dnsEndpointCrd, validated } from "../domains.ts";
import { imageSpec, manifest } from "../manifests.ts";
import type { Scene } from "../scene.ts";

const publicService = path.resolve(import.meta.dirname, "../../../examples/team/public-service.yaml");

function domain(name: string, spec: JsonObject): JsonObject {
  return { apiVersion: "apprunner-operator.dev/v1alpha1", kind: "CustomDomain", metadata: { name }, spec };
}

async function column(scene: Scene, object: string, jsonpath: string): Promise<string> {
  return scene.kubectl("get", object, `--output=jsonpath={${jsonpath}}`);
}

/** Domains of services. */
export const domainCases: readonly Case[] = [
  {
    title: "gives a service its domain, tells the records to make, and lets both go at once",
    expectOutcome: async (scene) => {
      await scene.kubectl("apply", "-f", publicService);
      await validated(scene, "team-shop-domain", "shop.acme.dev");
      await scene.kubectl("wait", "-f", publicService, "--for=condition=Ready", "--timeout=180s");
      const table = await scene.kubectl("get", "ardom", "--output=wide");
      expect(table).toMatch(/NAME +READY +STATUS +DOMAIN +AGE/);
      expect(table).toMatch(/team-shop-domain +True +Available +shop\.acme\.dev/);
      expect(await column(scene, "ardom/team-shop-domain", ".status.certificateValidationRecords[*].status")).toBe(
        "SUCCESS SUCCESS SUCCESS",
      );
      await scene.kubectl("delete", "-f", publicService, "--timeout=180s");
      expect(scene.appRunner.mutationsOf("team-shop")).toContain("DeleteService");
    },
  },
  {
    title: "hands the records of a domain to ExternalDNS, and takes them with the domain",
    expectOutcome: async (scene) => {
      const dns = { provider: "ExternalDNS" };
      const spec = { serviceRef: { name: "with-dns" }, domainName: "dns.acme.dev", dns };
      await scene.apply(manifest("with-dns", imageSpec("1")));
      await scene.apply(domain("with-dns", spec));
      await scene.kubectl(
        "wait",
        "ardom/with-dns",
        `--for=jsonpath={.status.domainName}=dns.acme.dev`,
        "--timeout=180s",
      );
      await scene.kubectl("apply", "-f", dnsEndpointCrd);
      await scene.kubectl("wait", "-f", dnsEndpointCrd, "--for=condition=Established", "--timeout=180s");
      await validated(scene, "with-dns", "dns.acme.dev");
      await scene.kubectl("wait", "ardom/with-dns", "--for=condition=Ready", "--timeout=180s");
      await scene.kubectl("wait", "ardom/with-dns", "--for=jsonpath={.status.dnsEndpoint}=with-dns", "--timeout=180s");
      const names = await column(scene, "dnsendpoint/with-dns", ".spec.endpoints[*].dnsName");
      expect(names.split(" ")).toEqual(expect.arrayContaining(["dns.acme.dev", "www.dns.acme.dev"]));
      await scene.kubectl("delete", "ardom/with-dns", "--timeout=180s");
      const { stderr } = await scene.run(["wait", "dnsendpoint/with-dns", "--for=delete", "--timeout=180s"]);
      expect(stderr.replace(/.*NotFound.*\n/, "")).toBe("");
      await scene.waitForReady("with-dns");
    },
  },
  {
    title: "refuses a domain or a way into a service that cannot be",
    expectOutcome: async (scene) => {
      const serviceRef = { name: "shop" };
      const vpc = { ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId: "vpce-1" } };
      const way = (spec: JsonObject): JsonObject => ({ ...domain("wrong", spec), kind: "VpcIngressConnection" });
      const refusals: readonly (readonly [JsonObject, string])[] = [
        [domain("wrong", { serviceRef }), "domainName"],
        [domain("wrong", { domainName: "a.acme.dev" }), "`serviceRef` or `serviceArn` must be given"],
        [domain("wrong", { serviceRef, domainName: "a_b.acme.dev" }), "`domainName` must have letters"],
        [
          domain("wrong", { serviceRef, domainName: "*.acme.dev", enableWWWSubdomain: true }),
          "must not be true for a wildcard",
        ],
        [
          domain("wrong", { serviceRef, domainName: "a.acme.dev", region: "eu-west-1" }),
          "are those of the service that `serviceRef` names",
        ],
        [way({ serviceRef }), "`ingressVpcConfiguration` must be given"],
        [way({ ...vpc, serviceRef, serviceArn: "arn" }), "serviceArn"],
      ];
      for (const [object, text] of refusals) expect(await scene.refusal(object)).toContain(text);
      await scene.apply(domain("right", { serviceRef, domainName: "a.acme.dev" }));
      const changes: readonly (readonly [JsonObject, string])[] = [
        [{ serviceRef, domainName: "b.acme.dev" }, "`domainName` is immutable"],
        [{ serviceRef: { name: "other" }, domainName: "a.acme.dev" }, "`serviceRef` is immutable"],
        [{ serviceRef, domainName: "a.acme.dev", enableWWWSubdomain: false }, "`enableWWWSubdomain` is immutable"],
      ];
      for (const [spec, text] of changes) expect(await scene.refusal(domain("right", spec))).toContain(text);
      await scene.apply(domain("right", { serviceRef, domainName: "a.acme.dev", enableWWWSubdomain: true }));
      await scene.kubectl("delete", "ardom/right", "--timeout=180s");
    },
  },
];
