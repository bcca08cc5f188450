import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serviceAccountUser } from "../tools/cluster-users.ts";
import { kubernetesVersion } from "../tools/kube-api-server-binaries.ts";
import { realClients } from "../tools/real-clients.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();

describe.skipIf(clientsFor === undefined)("a real Kubernetes API server", () => {
  const tenant = serviceAccountUser("team", "deployer");
  let server: RunningKubeApiServer | undefined;
  beforeAll(async () => {
    server = await startKubeApiServer({ controllerManager: true, users: [tenant] });
  });
  afterAll(() => server?.stop());

  const kubectl = async (args: readonly string[], kubeconfigPath = started(server).kubeconfigPath, input = "") =>
    clientsFor?.(kubeconfigPath).kubectl(args, { input });

  it("tells its version to kubectl", async () => {
    const result = await kubectl(["version", "--output=json"]);
    expect(JSON.parse(result?.stdout ?? "")).toMatchObject({
      serverVersion: { gitVersion: kubernetesVersion, major: "1", minor: "35" },
    });
  });

  it("removes a deleted namespace with what is in it", async () => {
    expect(await kubectl(["create", "namespace", "doomed"])).toMatchObject({ code: 0 });
    expect(await kubectl(["create", "configmap", "settings", "--namespace=doomed"])).toMatchObject({ code: 0 });
    expect(await kubectl(["delete", "namespace", "doomed", "--timeout=180s"])).toMatchObject({ code: 0 });
    const gone = await kubectl(["get", "configmap", "settings", "--namespace=doomed"]);
    expect(gone?.stderr).toContain(`namespaces "doomed" not found`);
  });

  it("collects an object whose owner has gone", async () => {
    await kubectl(["create", "configmap", "owner"]);
    const uid = (await kubectl(["get", "configmap", "owner", "--output=jsonpath={.metadata.uid}"]))?.stdout;
    const dependent = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "dependent", ownerReferences: [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid }] },
    };
    expect(await kubectl(["create", "-f", "-"], undefined, JSON.stringify(dependent))).toMatchObject({ code: 0 });
    await kubectl(["delete", "configmap", "owner"]);
    expect(await kubectl(["wait", "configmap/dependent", "--for=delete", "--timeout=180s"])).toMatchObject({ code: 0 });
  });

  it("gives a user what roles grant, and no more", async () => {
    const asTenant = await started(server).kubeconfigFor(tenant.name);
    const grant = ["create", "rolebinding", "viewer", "--clusterrole=view", "--serviceaccount=team:deployer"];
    await kubectl(["create", "namespace", "team"]);
    expect(await kubectl([...grant, "--namespace=team"])).toMatchObject({ code: 0 });
    // Neither the roll-up of the role "view" nor the server's knowledge of a new binding is immediate.
    const codeOfGet = async () => (await kubectl(["get", "configmaps", "--namespace=team"], asTenant))?.code;
    await expect.poll(codeOfGet, { timeout: 120_000, interval: 200 }).toBe(0);
    const refused = await kubectl(["get", "secrets", "--namespace=team"], asTenant);
    expect(refused?.stderr).toContain(`User "system:serviceaccount:team:deployer" cannot list resource "secrets"`);
  });

  it("lets Helm install, upgrade and remove a chart that asks for its version", async () => {
    const chart = await mkdtemp(join(tmpdir(), "chart-"));
    await mkdir(join(chart, "templates"));
    await writeFile(
      join(chart, "Chart.yaml"),
      "apiVersion: v2\nname: tried\nversion: 0.1.0\nkubeVersion: '>=1.35.0 <1.36.0'\n",
    );
    await writeFile(
      join(chart, "templates", "settings.yaml"),
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tried}\ndata: {revision: '{{ .Release.Revision }}'}\n",
    );
    const helm = clientsFor?.(started(server).kubeconfigPath).helm;
    expect(await helm?.(["install", "tried", chart, "--wait"])).toMatchObject({ code: 0 });
    expect(await helm?.(["upgrade", "tried", chart])).toMatchObject({ code: 0 });
    const revision = await kubectl(["get", "configmap", "tried", "--output=jsonpath={.data.revision}"]);
    expect(revision?.stdout).toBe("2");
    expect(await helm?.(["uninstall", "tried", "--wait"])).toMatchObject({ code: 0 });
    expect((await kubectl(["get", "configmap", "tried"]))?.stderr).toContain("not found");
    await rm(chart, { recursive: true });
  });
});

describe("startKubeApiServer", () => {
  it("tells what the server said when it does not start", async () => {
    await expect(startKubeApiServer({ flags: ["--no-such-flag"] })).rejects.toThrow(
      /^kube-apiserver ended with exit code 1:[^]*unknown flag: --no-such-flag/,
    );
  });
});
