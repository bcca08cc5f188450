import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KubeConfigError } from "./kube-config-error.ts";
import { loadKubeConfig } from "./kube-config.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kube-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function kubeconfig(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const twoContexts = `
apiVersion: v1
kind: Config
current-context: first
contexts:
- {name: first, context: {cluster: plain, user: by-token, namespace: team-a}}
- {name: second, context: {cluster: tls, user: by-password}}
- {name: dangling, context: {cluster: gone, user: by-token}}
clusters:
- {name: plain, cluster: {server: "http://127.0.0.1:8001/"}}
- {name: tls, cluster: {server: "https://kube.example.test:6443", insecure-skip-tls-verify: true, tls-server-name: inner}}
users:
- {name: by-token, user: {token: "canary-token"}}
- {name: by-password, user: {username: "anna", password: "canary-password"}}
`;

describe("loadKubeConfig", () => {
  it("takes cluster, user and namespace of the current context", async () => {
    const config = await loadKubeConfig({ file: await kubeconfig("a", twoContexts), env: {} });
    expect([config.context, config.namespace, config.server]).toEqual(["first", "team-a", "http://127.0.0.1:8001"]);
    expect((await config.read()).headers).toEqual({ authorization: "Bearer canary-token" });
  });

  it("takes the context that is asked for, its TLS settings and password", async () => {
    const config = await loadKubeConfig({ file: await kubeconfig("b", twoContexts), context: "second", env: {} });
    const { server, headers, tls } = await config.read();
    expect(server).toBe("https://kube.example.test:6443");
    expect(headers).toEqual({ authorization: `Basic ${Buffer.from("anna:canary-password").toString("base64")}` });
    expect([tls.rejectUnauthorized, tls.servername]).toEqual([false, "inner"]);
  });

  it("finds the file by KUBECONFIG, merging several, the first one's context first", async () => {
    const first = await kubeconfig("c1", "{apiVersion: v1, kind: Config, clusters: [], users: [], contexts: []}");
    const second = await kubeconfig("c2", twoContexts);
    const config = await loadKubeConfig({ env: { KUBECONFIG: `${first}:${second}` }, context: "second" });
    expect(config.server).toBe("https://kube.example.test:6443");
  });

  it("finds ~/.kube/config when nothing else is there", async () => {
    await expect(loadKubeConfig({ env: { HOME: folder } })).rejects.toThrow("no cluster: give --kubeconfig");
  });

  it("is in a pod what its service account says, and reads a rotated token", async () => {
    const serviceAccountFolder = join(folder, "serviceaccount");
    await mkdir(serviceAccountFolder);
    for (const [name, text] of [
      ["token", "one\n"],
      ["ca.crt", "the CA"],
      ["namespace", "operators"],
    ] as const) {
      await writeFile(join(serviceAccountFolder, name), text);
    }
    const env = { KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "443", HOME: folder };
    const config = await loadKubeConfig({ env, serviceAccountFolder });
    expect([config.server, config.namespace]).toEqual(["https://[fd00::1]:443", "operators"]);
    const { headers, tls } = await config.read();
    expect([headers, String(tls.ca)]).toEqual([{ authorization: "Bearer one" }, "the CA"]);
    await writeFile(join(serviceAccountFolder, "token"), "two\n");
    await config.reload();
    expect((await config.read()).headers).toEqual({ authorization: "Bearer two" });
  });

  it("reads a rotated token after a reload", async () => {
    const file = await kubeconfig("d", twoContexts);
    const config = await loadKubeConfig({ file, env: {} });
    await writeFile(file, twoContexts.replace("canary-token", "rotated"));
    await config.reload();
    expect((await config.read()).headers).toEqual({ authorization: "Bearer rotated" });
  });

  it("asks an exec plugin for the token", async () => {
    const credential = {
      apiVersion: "client.authentication.k8s.io/v1",
      kind: "ExecCredential",
      status: { token: "t1" },
    };
    const exec = {
      apiVersion: credential.apiVersion,
      command: "echo",
      args: [JSON.stringify(credential)],
      interactiveMode: "Never",
    };
    const text = twoContexts.replace('{token: "canary-token"}', JSON.stringify({ exec }));
    const config = await loadKubeConfig({ file: await kubeconfig("e", text), env: {} });
    expect((await config.read()).headers).toEqual({ authorization: "Bearer t1" });
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ["a missing file", undefined, undefined, "no such file"],
    ["text that is not YAML", "clusters: [canary-secret", undefined, "it is not a valid kubeconfig"],
    ["YAML of something else", "canary-secret", undefined, "has no cluster"],
    ["an unknown context", twoContexts, "third", 'has no context "third"'],
    ["a context without its cluster", twoContexts, "dangling", "has no cluster for its current context"],
    [
      "a server that is no URL",
      twoContexts.replace("http://127.0.0.1:8001/", "nowhere"),
      undefined,
      "has no valid server",
    ],
    ["no current context", twoContexts.replace("current-context: first", ""), undefined, "has no cluster"],
  ])("refuses %s in one line, without quoting the file", async (name, text, context, expected) => {
    const file = text === undefined ? join(folder, "missing") : await kubeconfig(name.replaceAll(" ", "-"), text);
    const error = await loadKubeConfig({ file, context, env: {} }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(KubeConfigError);
    expect(String(error)).toContain(expected);
    expect(String(error)).not.toContain("\n");
    expect(String(error)).not.toContain("canary");
  });
});
