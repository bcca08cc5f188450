import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartDir } from "../chart/render.ts";
import { realClients } from "../tools/real-clients.ts";
import type { ProgramResult } from "../tools/run-program.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";

const clientsFor = await realClients();
const namespace = "apprunner-system";
const crd = "customresourcedefinition/apprunnerservices.apprunner-operator.dev";

/** Everything up to the pods: no kubelet runs here, so that the operator in them does not start. */
describe.skipIf(clientsFor === undefined)("the chart, installed by Helm on a real Kubernetes API server", () => {
  let server: RunningKubeApiServer;
  beforeAll(async () => {
    server = await startKubeApiServer({ controllerManager: true });
    await kubectl("create", "namespace", namespace);
    // Any pod that the standard refuses is then never created.
    await kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
  });
  afterAll(() => server?.stop());

  async function succeed(run: Promise<ProgramResult> | undefined): Promise<string> {
    const result = await run;
    expect(result?.stderr.replace(/^(I|W)\d{4} .*\n/gm, "")).not.toMatch(/error/i);
    expect(result?.code).toBe(0);
    return result?.stdout ?? "";
  }
  const kubectl = (...args: readonly string[]): Promise<string> =>
    succeed(clientsFor?.(server.kubeconfigPath).kubectl(args));
  const helm = (...args: readonly string[]): Promise<string> =>
    succeed(clientsFor?.(server.kubeconfigPath).helm([...args, "--namespace", namespace]));

  it("installs without a warning, and the CRD serves", async () => {
    await helm("install", "operator", chartDir, "--set", "region=eu-west-1");
    await kubectl("wait", crd, "--for=condition=Established", "--timeout=60s");
    expect(await kubectl("get", "apprunner", "--all-namespaces", "--output=name")).toBe("");
  });

  it("makes pods that the restricted Pod Security Standard admits", async () => {
    const replicas = "--for=jsonpath={.status.replicas}=2";
    await kubectl("wait", "deployment", "--all", `--namespace=${namespace}`, replicas, "--timeout=60s");
    const pods = await kubectl("get", "pods", `--namespace=${namespace}`, "--output=name");
    expect(pods.trim().split("\n")).toHaveLength(2);
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
    await kubectl("wait", crd, "--for=delete", "--timeout=60s");
  });
});
