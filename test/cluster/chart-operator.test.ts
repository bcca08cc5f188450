import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { chartDir } from "../chart/render.ts";
import { openEnvironment, type Environment } from "../integration/environment.ts";
import { dnsEndpointCrd, validated } from "../integration/domains.ts";
import { eventually } from "../integration/eventually.ts";
import { imageSource, imageSpec, manifest, shown } from "../integration/manifests.ts";
import type { OperatorProcess } from "../integration/operator-process.ts";
import { Scene } from "../integration/scene.ts";
import { serviceAccountUser } from "../tools/cluster-users.ts";
import { realClients } from "../tools/real-clients.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";
import { auditEvents, auditPolicyOf, grantedRights, usedRights, type PolicyRule } from "./rights.ts";

const clientsFor = await realClients();
const namespace = "apprunner-system";
const release = "apprunner-operator";
const account = serviceAccountUser(namespace, release);

/** Rights of the chart that a service's life need not use, each with the reason to have it all the same. */
const unusedWithReason: Readonly<Record<string, string>> = Object.fromEntries(
  kindDefinitions.map(({ type }) => [
    `get ${type.plural}.${type.group}`,
    "reads an object anew when another writer was faster, or the cache still shows what an own write replaced",
  ]),
);

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

describe.skipIf(clientsFor === undefined)(
  "the operator, under the service account and flags of the installed chart",
  () => {
    let folder = "";
    let server: RunningKubeApiServer | undefined;
    let env: Environment | undefined;
    let operator: OperatorProcess | undefined;
    const auditLog = (): string => join(folder, "audit.log");

    const read = async <T>(...args: readonly string[]): Promise<T> => {
      const { stdout, stderr } = await started(env).clients.kubectl([
        ...args,
        "--output=json",
        `--namespace=${namespace}`,
      ]);
      if (stdout === "") throw new Error(`kubectl ${args.join(" ")}: ${stderr}`);
      return JSON.parse(stdout) as T;
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "audited-"));
      const policy = join(folder, "policy.json");
      await writeFile(policy, JSON.stringify(auditPolicyOf(account.name)));
      server = await startKubeApiServer({
        users: [account],
        flags: [
          `--audit-policy-file=${policy}`,
          `--audit-log-path=${auditLog()}`,
          // As on OpenShift. It asks for more rights than others, where owner references are set.
          "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
        ],
      });
      env = await openEnvironment({ server, clientsFor: started(clientsFor), speed: 240, hasCrds: true });
      const set = ["--set", "region=us-east-1", "--namespace", namespace, "--create-namespace"];
      const installed = await env.clients.helm(["install", release, chartDir, ...set]);
      if (installed.code !== 0) throw new Error(installed.stderr);
      await read(
        "wait",
        "--for=condition=Established",
        "--timeout=180s",
        "crd/apprunnerservices.apprunner-operator.dev",
      );
      operator = await startAsDeployed();
    });
    afterAll(async () => {
      await env?.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** What a kubelet would make of the Deployment, without a container. */
    async function startAsDeployed(): Promise<OperatorProcess> {
      const deployment = await read<{
        readonly spec: {
          readonly template: {
            readonly spec: { readonly serviceAccountName: string; readonly containers: readonly Container[] };
          };
        };
      }>("get", `deployment/${release}`);
      const { serviceAccountName, containers } = deployment.spec.template.spec;
      expect(serviceAccountUser(namespace, serviceAccountName)).toEqual(account);
      const { args, env: variables } = started(containers[0]);
      const fromFields = { POD_NAME: `${release}-7d9c5b6f4-abcde`, POD_NAMESPACE: namespace };
      const given = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
      return started(env).startOperator({
        kubeconfig: await started(server).kubeconfigFor(account.name),
        flags: args,
        env: { ...given, ...fromFields },
      });
    }

    it("carries a service through its whole life", async () => {
      const scene = await Scene.open(started(env), "shop");
      const { appRunner } = scene;
      await scene.kubectl("create", "configmap", "settings", "--from-literal=LEVEL=info");
      await scene.apply(manifest("hello", imageSpec("1")));
      const arn = (await scene.waitForReady("hello")).status?.arn ?? "";
      await scene.patch("hello", { spec: imageSpec("2") });
      await scene.waitForReady("hello");
      const from = { runtimeEnvironmentVariablesFrom: [{ configMapRef: { name: "settings" } }] };
      await scene.patch("hello", {
        spec: { sourceConfiguration: { imageRepository: { imageConfiguration: from } } },
      });
      await eventually(async () => expect(JSON.stringify(await appRunner.describe(arn))).toContain("LEVEL"));
      await scene.waitForReady("hello");
      await scene.patch("hello", { spec: imageSpec("fail-start") });
      expect(shown(await scene.waitForStalled("hello"), "Stalled")).toBe("True UpdateFailed");
      await scene.patch("hello", { spec: imageSpec("3") });
      await scene.waitForReady("hello");
      await appRunner.call("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource("4") });
      await eventually(async () =>
        expect(await appRunner.describe(arn)).toMatchObject({
          Status: "RUNNING",
          SourceConfiguration: imageSource("3"),
        }),
      );
      await scene.waitForReady("hello");
      await scene.patch("hello", { spec: { desiredState: "Paused" } });
      await scene.waitForReady("hello");
      await scene.patch("hello", { spec: { desiredState: "Running", deploymentToken: "1" } });
      await scene.waitForReady("hello");
      await scene.delete("hello");
      await scene.waitUntilGone("hello");
      expect(appRunner.mutationsOf("hello")).toEqual([
        "CreateService",
        "UpdateService",
        "UpdateService",
        "UpdateService",
        "UpdateService",
        "UpdateService",
        "PauseService",
        "ResumeService",
        "StartDeployment",
        "DeleteService",
      ]);
    });

    it("carries what services refer to through their lives", async () => {
      const scene = await Scene.open(started(env), "team");
      const files = ["shared-scaling", "private-service", "public-service", "from-code"].flatMap((file) => [
        "-f",
        join(import.meta.dirname, "../../examples/team", `${file}.yaml`),
      ]);
      await scene.kubectl("apply", "-f", dnsEndpointCrd);
      await scene.kubectl("wait", "-f", dnsEndpointCrd, "--for=condition=Established", "--timeout=180s");
      await scene.kubectl("apply", ...files);
      const dns = (value: object | null): string => JSON.stringify({ spec: { dns: value } });
      await scene.kubectl(
        "patch",
        "ardom/team-shop-domain",
        "--type=merge",
        "--patch",
        dns({ provider: "ExternalDNS" }),
      );
      const reason = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=WaitingForHandshake`;
      await scene.kubectl("wait", "arconn/team-github", reason, "--timeout=180s");
      scene.appRunner.admin.setConnection("team-github", "AVAILABLE");
      await validated(scene, "team-shop-domain", "shop.acme.dev");
      await scene.kubectl("wait", ...files, "--for=condition=Ready", "--timeout=180s");
      const ttl = dns({ provider: "ExternalDNS", ttlSeconds: 60 });
      await scene.kubectl("patch", "ardom/team-shop-domain", "--type=merge", "--patch", ttl);
      const hasTtl = "--for=jsonpath={.spec.endpoints[0].recordTTL}=60";
      await scene.kubectl("wait", "dnsendpoint/team-shop-domain", hasTtl, "--timeout=180s");
      await scene.kubectl("patch", "ardom/team-shop-domain", "--type=merge", "--patch", dns(null));
      await scene.kubectl("wait", "dnsendpoint/team-shop-domain", "--for=delete", "--timeout=180s");
      expect((await scene.get("web-shop")).status?.autoScalingConfigurationArn).toContain("/web-scaling/1/");
      expect(await scene.kubectl("delete", ...files, "--timeout=180s")).toContain("deleted");
    });

    it("carries an account through its life", async () => {
      const scene = await Scene.open(started(env), "accounts");
      const file = join(import.meta.dirname, "../../examples/accounts/production.yaml");
      await scene.kubectl("apply", "-f", file);
      await scene.kubectl("wait", "-f", file, "--for=condition=Ready", "--timeout=180s");
      expect(await scene.kubectl("delete", "-f", file, "--timeout=180s")).toContain("deleted");
    });

    it("ends in good order when its pod is deleted", async () => {
      // Its last look at the metrics: nothing was refused.
      expect(await started(operator).metrics()).not.toMatch(/^rest_client_requests_total\{code="40[13]"/m);
      await started(operator).signal("SIGTERM");
      expect(await started(operator).ended).toBe(0);
      const lease = await read<{ readonly spec: object }>("get", "lease/apprunner-operator");
      expect(lease.spec).toMatchObject({ holderIdentity: "" });
    });

    it("was forbidden nothing", async () => {
      expect(await started(operator).log()).not.toMatch(/forbidden/i);
      const events = await auditEvents(auditLog());
      expect(events.length).toBeGreaterThan(50);
      const refused = events.filter(({ responseStatus }) => [401, 403].includes(responseStatus?.code ?? 0));
      expect(refused).toEqual([]);
    });

    it("used every right that the chart gives, but for those with a reason", async () => {
      const cluster = await read<{ readonly rules: readonly PolicyRule[] }>("get", `clusterrole/${release}`);
      const own = await read<{ readonly rules: readonly PolicyRule[] }>("get", `role/${release}`);
      const planted: PolicyRule = { apiGroups: [""], resources: ["secrets"], verbs: ["get"] };
      const granted = grantedRights([...cluster.rules, ...own.rules, planted]);
      const used = usedRights(await auditEvents(auditLog()));
      const unused = granted.filter((each) => !used.has(each));
      console.log(
        `rights of the chart: ${granted.length - 1} granted, ${unused.length - 1} not used in a service's life`,
      );
      expect(unused.filter((each) => !(each in unusedWithReason))).toEqual(["get secrets.core"]);
    });
  },
);
