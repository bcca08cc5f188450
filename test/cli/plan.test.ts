import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { createAppRunnerEmulator, type AppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen, type Listening } from "../../src/sandbox/serve.ts";
import { startTestCluster, type TestCluster } from "./cluster.ts";
import { buildBundle, type Ended, Programs } from "./running-program.ts";

const credentials = { AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "test" };
const team = path.resolve(import.meta.dirname, "../../examples/team");

const programs = new Programs();
let cluster: TestCluster;
let emulator: AppRunnerEmulator;
let appRunner: Listening;

beforeAll(async () => {
  await buildBundle();
  cluster = await startTestCluster(await programs.folder());
  await cluster.applyCrds();
  emulator = createAppRunnerEmulator({ clock: systemClock, speed: 400 });
  appRunner = await listen((request) => emulator.handle(request), { port: 0 });
});
afterEach(() => programs.killAll());
afterAll(async () => {
  await programs.end();
  await appRunner.close();
  await cluster.close();
});

async function plan(...args: readonly string[]): Promise<Ended> {
  const aws = [`--aws-endpoint-url=${appRunner.url}`, "--region=us-east-1"];
  return (await programs.start(["plan", ...aws, ...args], credentials)).ended;
}

async function file(text: string, name = "manifest.yaml"): Promise<string> {
  const folder = await programs.folder();
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
}

const service = (spec: string): string => `apiVersion: apprunner-operator.dev/v1alpha1
kind: AppRunnerService
metadata:
  name: planned-web
spec:
  ${spec}
`;

const image = (tag: string): string =>
  `sourceConfiguration: {imageRepository: {imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:${tag}", imageRepositoryType: ECR_PUBLIC}}`;

describe("apprunner-operator plan", () => {
  it("tells a whole team's calls in their order, and makes none", async () => {
    const { code, stdout, stderr } = await plan("-f", team, "--without-cluster");
    expect(stderr).toBe("");
    expect(code).toBe(2);
    expect(stdout).toMatch(/^ {2}1\. \+ Create\w+ {2}\w+ default\/[\w-]+ {2}\(makes it\)$/m);
    expect(stdout).toContain("AppRunnerService default/team-storefront: WaitingForReference");
    expect(stdout).toContain("CustomDomain default/team-shop-domain: WaitingForDns");
    expect(stdout).toMatch(/\nPlan: \d+ calls: \d+ to make; 3 objects not as declared\n$/);
    expect(emulator.calls().filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))).toEqual([]);
  });

  it("plans for what the cluster has, and for files in its place, as text, JSON and YAML", async () => {
    const kubeconfig = `--kubeconfig=${cluster.kubeconfig}`;
    await cluster.client.create(appRunnerServiceType, "default", load(service(image("1"))) as never);
    const has = await plan(kubeconfig, "--output=json");
    expect([has.code, has.stderr]).toEqual([2, ""]);
    expect(JSON.parse(has.stdout)).toMatchObject({
      calls: [{ operation: "CreateService", effect: "create", object: { namespace: "default", name: "planned-web" } }],
      refused: [],
      unfinished: false,
    });
    const replaced = await plan(kubeconfig, "-f", await file(service(image("2"))), "-o", "yaml");
    expect(load(replaced.stdout)).toMatchObject({
      calls: [
        {
          operation: "CreateService",
          changes: expect.arrayContaining([
            {
              field: "sourceConfiguration.imageRepository.imageIdentifier",
              after: "public.ecr.aws/x1y2z3a4/shop:2",
            },
          ]) as unknown,
        },
      ],
    });
    await cluster.client.delete(appRunnerServiceType, { namespace: "default", name: "planned-web" });
  });

  it("has nothing to do for nothing", async () => {
    const { code, stdout } = await plan(`--kubeconfig=${cluster.kubeconfig}`);
    expect([code, stdout]).toEqual([0, "\nPlan: nothing to do\n"]);
  });

  it("tells which manifests are refused, by path and rule, and plans for the others", async () => {
    const bad = `${service(`{}`)}---\n${service(image("1")).replace("planned-web", "other-web")}`;
    const { code, stdout } = await plan("-f", await file(bad), "--without-cluster");
    expect(code).toBe(1);
    expect(stdout).toContain("Refused as they are written:\n  AppRunnerService default/planned-web\n    spec");
    expect(stdout).toContain("+ CreateService  AppRunnerService default/other-web");
  });

  it("tells objects of other kinds apart, and goes on without them", async () => {
    const other = `${service(image("1"))}---\napiVersion: v1\nkind: Secret\nmetadata: {name: settings}\n`;
    const { code, stderr } = await plan("-f", await file(other), "--without-cluster");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^skipped, since it is no kind of this operator: .*manifest\.yaml: Secret settings\n$/);
  });

  it("takes the variables of ConfigMaps into account, and shows none", async () => {
    const from = "imageConfiguration: {runtimeEnvironmentVariablesFrom: [{configMapRef: {name: settings}}]}";
    const text = service(image("1").replace("imageRepositoryType", `${from}, imageRepositoryType`));
    const missing = await plan("-f", await file(text), "--without-cluster");
    expect(missing.stdout).toContain("ConfigMap settings does not exist");
    const config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {LEVEL: hunter2}\n";
    const { code, stdout } = await plan("-f", await file(`${text}---\n${config}`), "--without-cluster");
    expect(code).toBe(2);
    expect(stdout).toContain("runtimeEnvironmentVariables.LEVEL: (sensitive)");
    expect(stdout).not.toContain("hunter2");
  });

  it("tells where a file is no YAML, and what else is wrong with what it is given", async () => {
    const empty = await programs.folder();
    await mkdir(path.join(empty, "nothing"));
    const wrong: readonly (readonly [readonly string[], number, RegExp])[] = [
      [["-f", await file("kind: [\nname: x: y\n"), "--without-cluster"], 1, /manifest\.yaml:\d+: this is no YAML/],
      [["-f", "/no/such/folder", "--without-cluster"], 1, /cannot read \/no\/such\/folder: there is no such file/],
      [["-f", empty, "--without-cluster"], 1, /has no manifests: none of its files ends in \.yaml/],
      [["-f", await file("kind: AppRunnerService\n"), "--without-cluster"], 1, /has no kind or no metadata\.name/],
      [["--without-cluster"], 64, /--without-cluster has nothing to plan for: give files with -f/],
      [["--output=xml"], 64, /--output must be one of text, json, yaml/],
    ];
    for (const [args, expected, text] of wrong) {
      const { code, stdout, stderr } = await plan(...args);
      expect([code, stdout]).toEqual([expected, ""]);
      expect(stderr).toMatch(text);
    }
  });

  it("tells with each object that AWS does not answer", async () => {
    const args = ["plan", "--without-cluster", "--region=us-east-1", "--aws-endpoint-url=http://127.0.0.1:1"];
    const program = await programs.start([...args, "-f", await file(service(image("1")))], credentials);
    const { code, stdout } = await program.ended;
    expect(code).toBe(1);
    expect(stdout).toContain(
      "Not planned, since AWS could not be read:\n  AppRunnerService default/planned-web: AwsUnavailable",
    );
    expect(stdout).toMatch(/\nPlan: nothing to do that is known; 1 object not planned\n$/);
  });
});

describe("apprunner-operator import", () => {
  async function importInto(folder: string, ...args: readonly string[]): Promise<Ended> {
    const aws = [`--aws-endpoint-url=${appRunner.url}`, "--region=us-east-1"];
    return (await programs.start(["import", ...aws, ...args], credentials, folder)).ended;
  }

  it("writes files that a plan finds to need tags alone, and writes over none", async () => {
    for (const name of ["legacy-web", "legacy-api"]) {
      emulator.admin.seed({
        ServiceName: name,
        SourceConfiguration: {
          ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC" },
        },
        Tags: [{ Key: "team", Value: name }],
      });
    }
    const folder = await programs.folder();
    const imported = await importInto(folder, "--name=legacy-*");
    expect([imported.code, imported.stderr]).toEqual([0, ""]);
    expect(imported.stdout).toBe(
      [
        "apprunner/legacy-api/service.yaml",
        "apprunner/legacy-web/service.yaml",
        "",
        "2 services, 0 other objects in 2 files. They adopt what is there; see what that comes to:",
        "  apprunner-operator plan -f apprunner",
        "",
      ].join("\n"),
    );
    const planned = await plan("-f", path.join(folder, "apprunner"), "--without-cluster", "-o", "json");
    expect(planned.code).toBe(2);
    const { calls } = JSON.parse(planned.stdout) as { readonly calls: readonly { readonly operation: string }[] };
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);

    const again = await importInto(folder, "--name=legacy-*");
    expect([again.code, again.stderr]).toEqual([
      1,
      "apprunner-operator: apprunner/legacy-api/service.yaml is there already: give another --directory, or --force\n",
    ]);
    expect((await importInto(folder, "--name=legacy-*", "--force")).code).toBe(0);
  });

  it("writes manifests to stdout, of some services, for a namespace", async () => {
    const args = ["--tag=team=legacy-web", "-n", "shop"];
    const yaml = await importInto(await programs.folder(), ...args, "-o", "yaml");
    expect(load(yaml.stdout)).toMatchObject({
      kind: "AppRunnerService",
      metadata: { name: "legacy-web", namespace: "shop" },
      spec: { adoption: { policy: "IfUnowned" } },
    });
    const json = await importInto(await programs.folder(), ...args, "-o", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: "List", items: [{ metadata: { name: "legacy-web" } }] });
  });

  it("writes what it may read, and ends with 1 where that is not everything", async () => {
    const folder = await programs.folder();
    emulator.admin.inject({
      when: "before",
      answer: "error",
      code: "AccessDeniedException",
      message: "no right",
      httpStatus: 400,
      operation: "DescribeService",
    });
    const { code, stdout, stderr } = await importInto(folder, "--name=legacy-*");
    expect([code, stdout.match(/[a-z-]+(?=\/service[.]yaml)/g)]).toEqual([1, ["legacy-web"]]);
    expect(stderr).toBe(
      "service legacy-api: left out, since AWS does not let it be read: DescribeService: no right\n" +
        "apprunner-operator: the import is not whole: 1 resource or list could not be read, as told above; " +
        'grant what docs/iam.md lists under "Only looking", and import again with --force\n',
    );
  });

  it("tells what is wrong with what it is given", async () => {
    const wrong: readonly (readonly [readonly string[], number, string])[] = [
      [["--name=no-such-*"], 1, "there is no service to import: look at --region, --name, --tag"],
      [["--name=a b"], 64, "--name must be names of services between commas"],
      [["--tag==x"], 64, "--tag must be tags as key=value between commas"],
      [["--namespace=a,b"], 64, "--namespace must be the name of a namespace"],
    ];
    for (const [args, expected, text] of wrong) {
      const { code, stderr } = await importInto(await programs.folder(), ...args);
      expect([code, stderr]).toEqual([expected, expect.stringContaining(text)]);
    }
  });
});
