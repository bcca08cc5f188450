import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dnsEndpointCrd, validated } from "../integration/domains.ts";
import { openEnvironment, type Environment } from "../integration/environment.ts";
import type { OperatorProcess } from "../integration/operator-process.ts";
import { Scene } from "../integration/scene.ts";
import { realClients } from "../tools/real-clients.ts";
import { startKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();
const team = join(import.meta.dirname, "../../examples/team");

describe.skipIf(clientsFor === undefined)("a namespace with all that a team has at App Runner", () => {
  let env: Environment | undefined;
  let operator: OperatorProcess | undefined;
  beforeAll(async () => {
    const server = await startKubeApiServer({ controllerManager: true });
    env = await openEnvironment({ server, clientsFor: started(clientsFor), speed: 240 });
    operator = await env.startOperator({ flags: ["--leader-elect=false"] });
  });
  afterAll(() => env?.close());

  it("goes, in whatever order its objects are deleted, and leaves nothing at App Runner", async () => {
    const scene = await Scene.open(started(env), "team");
    const { admin } = scene.appRunner;
    const files = (await readdir(team)).filter((file) => file.endsWith(".yaml"));
    const all = files.flatMap((file) => ["-f", join(team, file)]);
    expect(files.length).toBeGreaterThan(3);
    await scene.kubectl("apply", "-f", dnsEndpointCrd);
    await scene.kubectl("apply", ...all);
    const handshake = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=WaitingForHandshake`;
    await scene.kubectl("wait", "arconn/team-github", handshake, "--timeout=180s");
    admin.setConnection("team-github", "AVAILABLE");
    const dns = JSON.stringify({ spec: { dns: { provider: "ExternalDNS" } } });
    await scene.kubectl("patch", "ardom/team-shop-domain", "--type=merge", `--patch=${dns}`);
    await validated(scene, "team-shop-domain", "shop.acme.dev");
    await scene.kubectl("wait", ...all, "--for=condition=Ready", "--timeout=180s");
    await scene.kubectl("wait", "ardom/team-shop-domain", "--for=jsonpath={.status.dnsEndpoint}", "--timeout=180s");
    for (const name of ["team-shop", "team-orders"]) {
      await scene.patch(name, { spec: { desiredState: "Paused" } });
      await scene.waitForReason(name, "Paused");
    }

    const { clients } = started(env);
    const deleted = await clients.kubectl(["delete", "namespace", "team", "--timeout=180s"]);
    expect(deleted.stderr).toBe("");
    expect(deleted.code).toBe(0);
    expect(admin.services().map(({ name, status }) => `${name} ${status}`)).toEqual(
      admin.services().map(({ name }) => `${name} DELETED`),
    );
    expect(admin.services().length).toBeGreaterThan(3);
    const { VpcIngressConnectionSummaryList } = await scene.appRunner.call("ListVpcIngressConnections", {});
    expect(VpcIngressConnectionSummaryList).toEqual([]);
    const own = admin.configurations().filter(({ tags }) => Object.keys(tags).length > 0);
    expect(own.filter(({ isDeleted }) => !isDeleted)).toEqual([]);
    expect(own.length).toBeGreaterThan(2);
    expect(await started(operator).log()).not.toMatch(/the operator failed/);
  }, 400_000);
});
