import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildBundle, Programs } from "../cli/running-program.ts";
import { imageSpec, manifest } from "../integration/manifests.ts";
import { realClients, type RealClients } from "../tools/real-clients.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();

describe.skipIf(clientsFor === undefined)("the sandbox on an existing cluster", () => {
  const programs = new Programs();
  let server: RunningKubeApiServer | undefined;
  let clients: RealClients | undefined;
  beforeAll(async () => {
    await buildBundle();
    server = await startKubeApiServer();
    clients = started(clientsFor)(server.kubeconfigPath);
  });
  afterAll(async () => {
    await programs.end();
    await server?.stop();
  });
  const start = () =>
    programs.start(["sandbox", `--kubeconfig=${started(server).kubeconfigPath}`, "--yes", "--speed=400"]);
  const kubectl = (args: readonly string[], input = "") => started(clients).kubectl(args, { input });

  it("puts its CRDs there, works, keeps a second sandbox away, and leaves the CRDs when it ends", async () => {
    const sandbox = await start();
    await sandbox.ready();
    expect((await kubectl(["apply", "-f", "-"], JSON.stringify(manifest("shop", imageSpec("1"))))).stderr).toBe("");
    const waited = await kubectl(["wait", "--for=condition=Ready", "apprunnerservice/shop", "--timeout=180s"]);
    expect(waited.stdout).toContain("condition met");
    const second = await (await start()).ended;
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("apprunner-operator");
    expect((await kubectl(["delete", "apprunnerservice", "shop", "--timeout=180s"])).code).toBe(0);
    expect((await sandbox.stop()).code).toBe(0);
    const crd = await kubectl(["get", "crd", "apprunnerservices.apprunner-operator.dev", "--output=name"]);
    expect(crd.stdout).toContain("apprunnerservices.apprunner-operator.dev");
  });
});
