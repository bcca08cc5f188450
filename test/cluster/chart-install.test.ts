import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartDir } from "../chart/render.ts";
import { realClients } from "../tools/real-clients.ts";
import type { ProgramResult } from "../tools/run-program.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";

const clientsFor = await realClients();
const namespace = "apprunner-system";
const crd = "customresourcedefinition/apprunnerservices.apprunner-operator.dev";

/** Everything up to the pods: nothing here makes or runs them, so that the operator in them does not start. */
describe.skipIf(clientsFor === undefined)("the chart, installed by Helm on a real Kubernetes API server", () => {
  let server: RunningKubeApiServer;
  beforeAll(async () => {
    server = await startKubeApiServer({ controllerManager: true });
    await kubectl("create", "namespace", namespace);
    await kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
  });
  afterAll(() => server.stop());

  async function succeed(run: Promise<ProgramResult> | undefined): Promise<string> {
    const result = await run;
    expect(result?.stderr).not.toMatch(/error|warning/i);
    expect(result?.code).toBe(0);
    return result?.stdout ?? "";
  }
  const kubectl = (...args: readonly string[]): Promise<string> =>
    succeed(clientsFor?.(server.kubeconfigPath).kubectl(args));
  const helm = (...args: readonly string[]): Promise<string> =>
    succeed(clientsFor?.(server.kubeconfigPath).helm([...args, "--namespace", namespace]));

  it("installs without a warning, and the CRD serves", async () => {
    await helm("install", "operator", chartDir, "--set", "region=eu-west-1");
    await kubectl("wait", crd, "--for=condition=Established", "--timeout=180s");
    const list = await kubectl("get", "--raw", "/apis/apprunner-operator.dev/v1alpha1/apprunnerservices");
    expect(JSON.parse(list)).toMatchObject({ kind: "AppRunnerServiceList", items: [] });
  });

  it("makes pods that the restricted Pod Security Standard admits, and that one which may be root is not", async () => {
    const text = await kubectl("get", "deployment", "--all-namespaces", "--output=jsonpath={.items[0].spec.template}");
    const { metadata, spec } = JSON.parse(text) as { metadata: object; spec: { securityContext: object } };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, name: "try", namespace }, spec };
    const rootPod = { ...pod, spec: { ...spec, securityContext: { ...spec.securityContext, runAsNonRoot: false } } };
    const tryPod = (object: object): Promise<ProgramResult> | undefined =>
      clientsFor?.(server.kubeconfigPath).kubectl(["create", "--dry-run=server", "-f", "-"], {
        input: JSON.stringify(object),
      });
    expect(await succeed(tryPod(pod))).toContain("pod/try created (server dry run)");
    expect((await tryPod(rootPod))?.stderr).toContain('violates PodSecurity "restricted:latest": runAsNonRoot != true');
  });

  it("upgrades to other values", async () => {
    await helm("upgrade", "operator", chartDir, "--set", "replicas=1", "--set", "clusterId=blue");
    const budgets = await kubectl("get", "poddisruptionbudgets", `--namespace=${namespace}`, "--output=name");
    expect(budgets).toBe("");
  });

  it("leaves the CRD when it is uninstalled, and takes it over when it is installed again", async () => {
    await helm("uninstall", "operator");
    expect(await kubectl("get", crd, "--output=name")).toContain("apprunnerservices");
    await helm("install", "operator", chartDir, "--set", "crds.keep=false");
    await helm("uninstall", "operator");
    await kubectl("wait", crd, "--for=delete", "--timeout=180s");
  });
});
