import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { createKubeApi } from "../../src/sandbox/kube-api/kube-api.ts";
import { serveKubeApi, type ServedKubeApi } from "../../src/sandbox/kube-api/serve-kube-api.ts";
import { widgetsDefinition } from "../../src/sandbox/kube-api/testing/widgets.ts";
import { realClients, type RealClients } from "../tools/real-clients.ts";

const connect = await realClients();

/** Real kubectl against the embedded API, over TLS, as a person uses it. The steps build on each other. */
describe.skipIf(connect === undefined)("kubectl", () => {
  let folder: string;
  let server: ServedKubeApi;
  let clients: RealClients;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "kube-api-"));
    server = await serveKubeApi(createKubeApi({ clock: systemClock, token: "a-token" }), { port: 0 });
    const kubeconfig = join(folder, "kubeconfig");
    await server.writeKubeconfig(kubeconfig);
    if (connect === undefined) throw new Error("there is no kubectl");
    clients = connect(kubeconfig);
    await file("definition.yaml", widgetsDefinition);
    await file("widget.yaml", widget({ size: 3 }));
  });

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const widget = (spec: JsonObject): JsonObject => ({
    apiVersion: "example.com/v1",
    kind: "Widget",
    metadata: { name: "a" },
    spec,
  });

  async function file(name: string, content: JsonObject): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, dump(content));
    return path;
  }

  /** What kubectl prints; fails with what it says of an error. */
  async function kubectl(command: string, ...more: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(command, more);
    if (code !== 0) throw new Error(`kubectl ${command}: exit code ${code}: ${stderr}`);
    return stdout;
  }

  /** What kubectl says of an error. */
  async function refusal(command: string, ...more: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(command, more);
    if (code === 0) throw new Error(`kubectl ${command} was not refused: ${stdout}`);
    return stderr;
  }

  function run(
    command: string,
    more: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): ReturnType<RealClients["kubectl"]> {
    return clients.kubectl([...command.split(" "), ...more], { cwd: folder, env: { ...process.env, ...env } });
  }

  it("applies a definition and waits for it", async () => {
    expect(await kubectl("apply -f definition.yaml")).toContain("widgets.example.com created");
    expect(await kubectl("wait --for=condition=Established crd/widgets.example.com --timeout=10s")).toContain(
      "condition met",
    );
    expect(await kubectl("apply -f definition.yaml")).toContain("unchanged");
    expect(await kubectl("api-resources --api-group=example.com")).toMatch(
      /widgets +wd +example\.com\/v1 +true +Widget/,
    );
  });

  it("explains it", async () => {
    expect(await kubectl("explain widget")).toContain("Widget is a thing that tests make.");
    const fields = await kubectl("explain widget.spec --recursive");
    expect(fields).toMatch(/color\t<string>\n\s+enum: red, blue/);
    expect(fields).toContain("size\t<integer> -required-");
  });

  it("applies, shows what would change, and applies that", async () => {
    expect(await kubectl("apply -f widget.yaml --dry-run=server")).toContain(
      "widget.example.com/a created (server dry run)",
    );
    expect(await kubectl("apply -f widget.yaml")).toBe("widget.example.com/a created\n");
    expect(await kubectl("apply -f widget.yaml")).toBe("widget.example.com/a unchanged\n");
    await file("widget.yaml", widget({ size: 4 }));
    const { code, stdout } = await run("diff -f widget.yaml", []);
    expect(code).toBe(1);
    expect(stdout).toMatch(/-  size: 3\n\+  size: 4/);
    expect(await kubectl("apply -f widget.yaml")).toBe("widget.example.com/a configured\n");
  });

  it("gets in every form", async () => {
    expect(await kubectl("get widgets")).toMatch(/^NAME +SIZE +READY +AGE\na +4 +\d+s\n$/);
    expect(await kubectl("get wd a -o wide")).toMatch(/^NAME +SIZE +READY +COLOR +AGE\na +4 +red +\d+s\n$/);
    expect(await kubectl("get toys -o name")).toBe("widget.example.com/a\n");
    expect(await kubectl("get wd a -o yaml")).toContain(
      "spec:\n  color: red\n  size: 4\nstatus:\n  observedGeneration: -1\n",
    );
    expect(JSON.parse(await kubectl("get wd a -o json"))).toMatchObject({ metadata: { generation: 2 } });
    expect(await kubectl("get wd a -o", "jsonpath={.spec.size}/{.metadata.generation}")).toBe("4/2");
    expect(await kubectl("get wd -A -l", "!missing", "-o", "name")).toBe("widget.example.com/a\n");
    expect(await kubectl("get wd --field-selector metadata.name=b -o name")).toBe("");
  });

  it("patches, labels, annotates and edits", async () => {
    await kubectl("patch wd a --type=merge -p", '{"spec":{"size":5}}');
    await kubectl("patch wd a --type=json -p", '[{"op":"replace","path":"/spec/size","value":6}]');
    await kubectl("label wd a tier=front");
    await kubectl("annotate wd a note=well");
    const { code } = await run("edit wd a", [], { KUBE_EDITOR: `sed -i "s/size: 6/size: 7/"` });
    expect(code).toBe(0);
    expect(await kubectl("get wd -l tier=front -o", "jsonpath={.items[*].spec.size}")).toBe("7");
    expect(await refusal("patch wd a -p", '{"spec":{"size":8}}')).toContain("application/merge-patch+json");
  });

  it("tells why a manifest is refused", async () => {
    await file("wrong.yaml", widget({ size: 40 }));
    await file("odd.yaml", widget({ size: 4, sise: 5 }));
    await file("other.yaml", widget({ size: 4, color: "blue" }));
    expect(await refusal("apply -f wrong.yaml")).toContain(
      "spec.size: Invalid value: 40: spec.size in body should be less than or equal to 10",
    );
    expect(await refusal("apply -f odd.yaml")).toContain('unknown field "spec.sise"');
    expect(await refusal("apply -f other.yaml")).toContain('spec.color: Invalid value: "blue": color is immutable');
    expect(await refusal("apply -f widget.yaml --server-side")).toContain("use a real cluster");
    expect(await refusal("create -f widget.yaml")).toContain('widgets.example.com "a" already exists');
  });

  it("waits for a condition and watches", async () => {
    const waiting = kubectl("wait --for=condition=Ready wd/a --timeout=20s");
    const watching = run("get wd a -w --request-timeout=3s", []);
    const generation = Number(await kubectl("get wd a -o", "jsonpath={.metadata.generation}"));
    const status = { observedGeneration: generation, conditions: [{ type: "Ready", status: "True" }] };
    await kubectl("patch wd a --subresource=status --type=merge -p", JSON.stringify({ status }));
    expect(await waiting).toContain("condition met");
    expect((await watching).stdout).toMatch(/a +7 +True/);
  });

  it("shows events", async () => {
    const uid = await kubectl("get wd a -o", "jsonpath={.metadata.uid}");
    const regarding = { apiVersion: "example.com/v1", kind: "Widget", name: "a", namespace: "default", uid };
    await file("event.yaml", {
      apiVersion: "events.k8s.io/v1",
      kind: "Event",
      metadata: { name: "e1", namespace: "default" },
      eventTime: new Date(systemClock.nowMs()).toISOString().replace("Z", "000Z"),
      reportingController: "example.com/tester",
      reportingInstance: "tester-1",
      action: "Test",
      reason: "Tested",
      type: "Normal",
      note: "all is well",
      regarding,
    });
    await kubectl("create -f event.yaml");
    expect(await kubectl("events --for wd/a")).toMatch(/Normal +Tested +Widget\/a +all is well/);
    expect(await kubectl("describe wd a")).toMatch(/Normal +Tested +\S+( \S+)* +example\.com\/tester +all is well/);
    expect(await kubectl("get events")).toMatch(/Normal +Tested +widget\/a +all is well/);
  });

  it("replaces", async () => {
    const object = JSON.parse(await kubectl("get wd a -o json")) as JsonObject & { readonly spec: JsonObject };
    await file("replacement.json", { ...object, spec: { ...object.spec, size: 9 } });
    expect(await kubectl("replace -f replacement.json")).toContain("replaced");
    expect(await refusal("replace -f replacement.json")).toContain("the object has been modified");
  });

  it("creates and changes what clusters have anyway", async () => {
    await kubectl("create namespace team");
    await kubectl("create configmap settings -n team --from-literal=a=b");
    await kubectl("create secret generic password -n team --from-literal=k=v");
    await kubectl("create serviceaccount robot -n team");
    await kubectl("patch configmap settings -n team -p", '{"data":{"c":"d"}}');
    expect(await kubectl("get configmap settings -n team -o", "jsonpath={.data.a}{.data.c}")).toBe("bd");
    expect(await kubectl("get cm,secret -n team")).toMatch(/configmap\/settings +2 .*secret\/password +Opaque +1 /s);
    expect(await kubectl("auth can-i create widgets")).toBe("yes\n");
    expect(await kubectl("get lease -A")).toBe("");
  });

  it("deletes, and waits until that is done", async () => {
    const waiting = kubectl("wait --for=delete wd/a --timeout=20s");
    expect(await kubectl("delete wd a")).toContain('"a" deleted');
    await waiting;
    await kubectl("delete namespace team");
    expect(await kubectl("get namespaces -o name")).toBe("namespace/default\nnamespace/kube-system\n");
    await kubectl("delete crd widgets.example.com --cascade=foreground");
    expect(await refusal("get widgets")).toContain("could not find the requested resource");
  });
});
