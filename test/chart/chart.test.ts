import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { kubectlAndHelm } from "../tools/kubectl-and-helm.ts";
import { runProgram } from "../tools/run-program.ts";
import { podOf } from "./pod.ts";
import { chartDir, only, render, type Rendered } from "./render.ts";

const tools = await kubectlAndHelm();
if (!tools.available) console.warn(`the chart is not tested: ${tools.reason}`);
const helm = tools.available ? tools.helm : "helm";
const crdsDir = path.resolve(import.meta.dirname, "../../crds");

function kindsOf(objects: readonly Rendered[]): readonly string[] {
  return objects.map(({ kind }) => kind).toSorted((left, right) => left.localeCompare(right));
}

describe.skipIf(!tools.available)("the chart", () => {
  it("passes Helm's strict lint", async () => {
    const { code, stdout, stderr } = await runProgram(helm, ["lint", "--strict", chartDir]);
    expect(stderr + stdout).toContain("1 chart(s) linted, 0 chart(s) failed");
    expect(code).toBe(0);
  });

  it("renders its kinds, all of them labelled and in the release's namespace", async () => {
    const objects = await render(helm);
    expect(kindsOf(objects)).toEqual([
      "ClusterRole",
      "ClusterRoleBinding",
      ...kindDefinitions.map(() => "CustomResourceDefinition"),
      "Deployment",
      "PodDisruptionBudget",
      "Role",
      "RoleBinding",
      "ServiceAccount",
    ]);
    for (const { kind, metadata } of objects) {
      const clusterScoped = /^(ClusterRole|ClusterRoleBinding|CustomResourceDefinition)$/.test(kind);
      expect([kind, metadata.namespace]).toEqual([kind, clusterScoped ? undefined : "apprunner"]);
      expect(metadata.labels).toMatchObject({
        "app.kubernetes.io/name": "apprunner-operator",
        "app.kubernetes.io/instance": "test",
        "app.kubernetes.io/managed-by": "Helm",
      });
    }
  });

  it("refuses a Kubernetes that is too old", async () => {
    await expect(render(helm, {}, ["--kube-version", "1.28.9"])).rejects.toThrow(/kubeVersion: >=1\.29\.0-0/);
    await expect(render(helm, {}, ["--kube-version", "1.29.0"])).resolves.not.toEqual([]);
    await expect(render(helm, {}, ["--kube-version", "v1.31.4-eks-0123456"])).resolves.not.toEqual([]);
  });
});

describe.skipIf(!tools.available)("the chart's CRDs", () => {
  it("are those of crds/, with Helm's metadata", async () => {
    const rendered = (await render(helm)).filter(({ kind }) => kind === "CustomResourceDefinition");
    const files = await readdir(crdsDir);
    expect(rendered).toHaveLength(files.length);
    for (const file of files) {
      const committed = load(await readFile(path.join(crdsDir, file), "utf8")) as Rendered;
      const found = rendered.find(({ metadata }) => metadata.name === committed.metadata.name);
      expect(found?.["spec"]).toEqual(committed["spec"]);
      expect(found?.apiVersion).toBe(committed.apiVersion);
    }
  });

  it.each([
    ["stay after an uninstall", {}, "keep"],
    ["go with the release when told", { "crds.keep": false }, undefined],
  ])("%s", async (_what, values, policy) => {
    const crds = (await render(helm, values)).filter(({ kind }) => kind === "CustomResourceDefinition");
    const policies = crds.map(({ metadata }) => metadata.annotations?.["helm.sh/resource-policy"]);
    expect(policies).toEqual(kindDefinitions.map(() => policy));
  });

  it("can be left out", async () => {
    expect(kindsOf(await render(helm, { "crds.install": false }))).not.toContain("CustomResourceDefinition");
  });
});

describe.skipIf(!tools.available)("the chart's rights", () => {
  it("are those that the operator needs, and no others", async () => {
    const objects = await render(helm);
    const group = "apprunner-operator.dev";
    const plurals = kindDefinitions.map(({ type }) => type.plural).toSorted();
    expect(only(objects, "ClusterRole")["rules"]).toEqual([
      { apiGroups: [group], resources: plurals, verbs: ["get", "list", "watch", "patch"] },
      { apiGroups: [group], resources: plurals.map((plural) => `${plural}/status`), verbs: ["patch"] },
      { apiGroups: [""], resources: ["configmaps"], verbs: ["list", "watch"] },
      { apiGroups: ["externaldns.k8s.io"], resources: ["dnsendpoints"], verbs: ["get", "create", "patch", "delete"] },
      { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: ["create", "patch"] },
      { apiGroups: [""], resources: ["namespaces"], verbs: ["get", "list", "watch"] },
    ]);
    expect(only(objects, "Role")["rules"]).toEqual([
      { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get", "create", "update"] },
    ]);
  });

  it.each([
    ["its own account", {}, "test-apprunner-operator", true],
    ["an account with a name of its own", { "serviceAccount.name": "mine" }, "mine", true],
    ["an account that exists", { "serviceAccount.create": false, "serviceAccount.name": "theirs" }, "theirs", false],
    ["the default account", { "serviceAccount.create": false }, "default", false],
  ])("belong to %s", async (_what, values, account, created) => {
    const objects = await render(helm, values);
    const subjects = [{ kind: "ServiceAccount", name: account, namespace: "apprunner" }];
    expect(only(objects, "ClusterRoleBinding")["subjects"]).toEqual(subjects);
    expect(only(objects, "RoleBinding")["subjects"]).toEqual(subjects);
    expect(podOf(objects).spec.serviceAccountName).toBe(account);
    const accounts = objects.filter(({ kind }) => kind === "ServiceAccount").map(({ metadata }) => metadata.name);
    expect(accounts).toEqual(created ? [account] : []);
  });

  it("can be tied to an IAM role", async () => {
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/operator" };
    const objects = await render(helm, { "serviceAccount.annotations": annotations });
    expect(only(objects, "ServiceAccount").metadata.annotations).toEqual(annotations);
  });
});

describe.skipIf(!tools.available)("the chart's pod", () => {
  it("meets the restricted Pod Security Standard, and cannot write to its file system", async () => {
    const { spec, container } = podOf(await render(helm));
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("is found by the selectors, whatever labels are added", async () => {
    const own = "app.kubernetes.io/name";
    for (const podLabels of [{ team: "a", [own]: "other" }, { [own]: "other" }]) {
      const objects = await render(helm, { podLabels });
      const { labels, selector } = podOf(objects);
      expect(labels).toMatchObject(selector);
      expect(only(objects, "PodDisruptionBudget")["spec"]).toMatchObject({ selector: { matchLabels: selector } });
    }
    expect(podOf(await render(helm, { podLabels: { team: "a" } })).labels["team"]).toBe("a");
  });

  it("is probed where it serves its health", async () => {
    const { container } = podOf(await render(helm));
    expect(container.ports).toEqual([
      { name: "metrics", containerPort: 8080 },
      { name: "health", containerPort: 8081 },
    ]);
    expect(container.livenessProbe.httpGet).toEqual({ path: "/healthz", port: "health" });
    expect(container.readinessProbe.httpGet).toEqual({ path: "/readyz", port: "health" });
    expect(container.args).toEqual(expect.arrayContaining(["--metrics-address=:8080", "--health-address=:8081"]));
  });

  const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
  it.each([
    ["the chart's version by default", {}, "apprunner-operator:0.1.0"],
    ["another place and tag", { "image.repository": "r.example/op", "image.tag": "2" }, "r.example/op:2"],
    ["a digest", { "image.digest": digest }, `apprunner-operator:0.1.0@${digest}`],
  ])("runs the image of %s", async (_what, values, image) => {
    expect(podOf(await render(helm, values)).container.image).toBe(image);
  });

  it("passes on what the values say", async () => {
    const { spec, container, annotations } = podOf(
      await render(helm, {
        region: "eu-west-1",
        clusterId: "blue",
        requireAwsAccount: true,
        logLevel: "debug",
        extraArgs: ["--one", "--two=2"],
        extraEnv: [{ name: "EXTRA", value: "x" }],
        podAnnotations: { note: "n" },
        nodeSelector: { disk: "ssd" },
        tolerations: [{ key: "spot", operator: "Exists" }],
        affinity: { nodeAffinity: {} },
        resources: { limits: { memory: "1Gi" } },
      }),
    );
    expect(container.args).toEqual(
      expect.arrayContaining(["--log-level=debug", "--cluster-id=blue", "--require-aws-account=true"]),
    );
    expect(container.args.slice(-2)).toEqual(["--one", "--two=2"]);
    expect(container.env).toEqual(
      expect.arrayContaining([
        { name: "AWS_REGION", value: "eu-west-1" },
        { name: "EXTRA", value: "x" },
      ]),
    );
    expect(annotations).toEqual({ note: "n" });
    expect(spec.nodeSelector).toEqual({ disk: "ssd" });
    expect(spec.tolerations).toEqual([{ key: "spot", operator: "Exists" }]);
    expect(spec.affinity).toEqual({ nodeAffinity: {} });
    expect(container.resources).toMatchObject({ limits: { memory: "1Gi" } });
  });

  it("leaves region and cluster id to the environment by default", async () => {
    const { container } = podOf(await render(helm));
    expect(container.args.filter((argument) => /^--(cluster-id|require)/.test(argument))).toEqual([]);
    expect(container.env.map(({ name }) => name)).toEqual(["POD_NAME", "POD_NAMESPACE"]);
  });

  it.each([
    [0, false],
    [1, false],
    [2, true],
    [3, true],
  ])("with %i replicas has a disruption budget: %s", async (replicas, budget) => {
    expect(kindsOf(await render(helm, { replicas })).includes("PodDisruptionBudget")).toBe(budget);
  });
});
