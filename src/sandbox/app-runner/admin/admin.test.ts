import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../base/system-clock.ts";
import { createAppRunnerEmulator } from "../emulator.ts";
import { TestClient, imageSource, minuteMs, publicImage, roleArn } from "../test-client.ts";
import { listen } from "../../serve.ts";
import type { Listening } from "../../serve.ts";
import { AdminError } from "./admin-error.ts";
import { adminRoutes } from "./admin-http.ts";

const seedSource = {
  ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1", ImageRepositoryType: "ECR_PUBLIC" },
} as const;

describe("the admin interface in process", () => {
  it("holds a service's time and lets it go on where it stood", async () => {
    const client = new TestClient();
    const arn = await client.create();
    await client.clock.advance(minuteMs);
    client.admin.hold("demo-web", true);
    await client.clock.advance(600 * minuteMs);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    expect(client.admin.services()).toMatchObject([{ held: true }]);
    client.admin.hold("demo-web", false);
    await client.clock.advance(3 * minuteMs - 1);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(1);
    expect(await client.status(arn)).toBe("RUNNING");
  });

  it("holds operations that start later too", async () => {
    const client = new TestClient();
    const arn = await client.created();
    client.admin.hold(arn, true);
    await client.clock.advance(10 * minuteMs);
    await client.ok("PauseService", { ServiceArn: arn });
    await client.clock.advance(10 * minuteMs);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    client.admin.hold(arn, false);
    await client.clock.advance(1.5 * minuteMs);
    expect(await client.status(arn)).toBe("PAUSED");
  });

  it("flips a service into maintenance and back without an operation", async () => {
    const client = new TestClient();
    const arn = await client.created();
    client.admin.maintenance(arn);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    expect(client.admin.services()).toMatchObject([{ underMaintenance: true }]);
    expect(await client.refused("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource("2") })).toContain(
      "OPERATION_IN_PROGRESS",
    );
    await client.clock.advance(4 * minuteMs);
    expect(await client.status(arn)).toBe("RUNNING");
    expect(await client.operations(arn)).toEqual(["CREATE_SERVICE SUCCEEDED"]);
  });

  it("starts a deployment where a pushed image deploys automatically, and nowhere else", async () => {
    const client = new TestClient();
    const automatic = { ...imageSource("1"), AutoDeploymentsEnabled: true };
    const deploys = await client.created({ ServiceName: "deploys", SourceConfiguration: automatic });
    const manual = await client.created({ ServiceName: "manual" });
    const other = await client.created({
      ServiceName: "other",
      SourceConfiguration: { ...imageSource("2"), AutoDeploymentsEnabled: true },
    });
    const paused = await client.created({ ServiceName: "paused", SourceConfiguration: automatic });
    await client.ok("PauseService", { ServiceArn: paused });
    await client.clock.advance(2 * minuteMs);
    expect(client.admin.pushImage("public.ecr.aws/x1y2z3a4/demo:1")).toEqual([deploys]);
    expect(await client.operations(deploys)).toEqual(["START_DEPLOYMENT PENDING", "CREATE_SERVICE SUCCEEDED"]);
    expect(await client.operations(manual)).toHaveLength(1);
    expect(await client.operations(other)).toHaveLength(1);
    expect(await client.operations(paused)).toHaveLength(2);
  });

  it("lets a create that waits for its image succeed once that is pushed", async () => {
    const client = new TestClient();
    const arn = await client.create(publicImage("fail-pull"));
    await client.clock.advance(10 * minuteMs);
    expect(client.admin.pushImage("public.ecr.aws/x1y2z3a4/demo:fail-pull")).toEqual([arn]);
    await client.clock.advance(4 * minuteMs);
    expect(await client.status(arn)).toBe("RUNNING");
    await client.ok("StartDeployment", { ServiceArn: arn });
    await client.clock.advance(4 * minuteMs);
    expect((await client.operations(arn))[0]).toBe("START_DEPLOYMENT SUCCEEDED");
  });

  it("seeds a service as the console would have made it", async () => {
    const client = new TestClient();
    const arn = client.admin.seed({
      ServiceName: "by-console",
      SourceConfiguration: {
        ImageRepository: {
          ...seedSource.ImageRepository,
          ImageConfiguration: {
            RuntimeEnvironmentVariables: { A: "1" },
            RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" },
          },
        },
      },
      InstanceConfiguration: { InstanceRoleArn: roleArn("instance") },
    });
    expect(await client.describe(arn)).toMatchObject({
      Status: "RUNNING",
      HealthCheckConfiguration: {
        Protocol: "TCP",
        Path: "/",
        Interval: 10,
        Timeout: 5,
        HealthyThreshold: 1,
        UnhealthyThreshold: 5,
      },
      SourceConfiguration: { ImageRepository: { ImageConfiguration: { RuntimeEnvironmentVariables: { A: "1" } } } },
    });
    expect(await client.operations(arn)).toEqual(["CREATE_SERVICE SUCCEEDED"]);
  });

  it.each(["RUNNING", "PAUSED", "CREATE_FAILED", "DELETE_FAILED", "DELETED"] as const)(
    "seeds a service that is %s",
    async (Status) => {
      const client = new TestClient();
      const arn = client.admin.seed({ ServiceName: "seeded", SourceConfiguration: seedSource, Status });
      expect(await client.status(arn)).toBe(Status);
    },
  );

  it("forgets everything on reset, and puts the switches back", async () => {
    const client = new TestClient({ switches: { serviceQuota: 5 } });
    await client.create();
    client.admin.setSwitches({ serviceQuota: 1, closedAccount: true });
    client.admin.inject({ when: "before", answer: "drop", count: 9 });
    client.admin.reset();
    expect(client.admin.services()).toEqual([]);
    expect(client.admin.calls()).toEqual([]);
    expect(client.admin.injections()).toEqual([]);
    expect(client.admin.switches()).toMatchObject({ serviceQuota: 5, closedAccount: false });
    await client.create();
  });

  it("changes how long what starts from now on takes, at AWS's pace, until the reset", async () => {
    const client = new TestClient({ speed: 10, durations: { pending: 0 } });
    const under = await client.create({ ServiceName: "under-way" });
    expect(client.admin.setDurations({ createFromImage: 2 * minuteMs })).toMatchObject({
      pending: 0,
      createFromImage: 2 * minuteMs,
      update: 5 * minuteMs,
    });
    const arn = await client.create();
    await client.clock.advance((2 * minuteMs) / 10 - 1);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(1);
    expect(await client.status(arn)).toBe("RUNNING");
    expect(await client.status(under)).toBe("OPERATION_IN_PROGRESS");
    client.admin.reset();
    expect(client.admin.durations()).toMatchObject({ pending: 0, createFromImage: 4 * minuteMs });
  });

  it.each([
    [{ createFromImage: 1000 }, "1", "CREATE_SERVICE SUCCEEDED", "RUNNING"],
    [{ failure: 1000 }, "fail-start", "CREATE_SERVICE FAILED", "CREATE_FAILED"],
  ])(
    "ends an operation when %o says so, though it would still be PENDING then",
    async (durations, tag, end, status) => {
      const client = new TestClient();
      client.admin.setDurations(durations);
      const arn = await client.create(publicImage(tag));
      await client.clock.advance(1000);
      expect(await client.operations(arn)).toEqual([end]);
      await client.clock.advance(minuteMs);
      expect(await client.operations(arn)).toEqual([end]);
      expect(await client.status(arn)).toBe(status);
    },
  );

  it("lists the faults that still wait, with the calls that are left", async () => {
    const client = new TestClient();
    client.admin.inject({ operation: "ListServices", when: "before", answer: "error", count: 2 });
    await client.call("ListServices");
    expect(client.admin.injections()).toEqual([
      { operation: "ListServices", when: "before", answer: "error", count: 1 },
    ]);
    client.admin.clearInjections();
    await client.ok("ListServices");
  });

  it("says when there is no such service, when a name is ambiguous, and when a service is not in the state", async () => {
    const client = new TestClient();
    expect(() => client.admin.hold("nobody", true)).toThrow(new AdminError("There is no service nobody.", 404));
    await client.create();
    expect(() => client.admin.maintenance("demo-web")).toThrow("demo-web is not RUNNING, but OPERATION_IN_PROGRESS.");
    client.admin.seed({ ServiceName: "demo-web", SourceConfiguration: seedSource, Region: "eu-west-1" });
    expect(() => client.admin.hold("demo-web", true)).toThrow("There are several services demo-web; give the ARN.");
    expect(() => client.admin.seed({ ServiceName: "demo-web", SourceConfiguration: seedSource })).toThrow(
      "There is a service of the name demo-web already.",
    );
  });

  it("cannot move the real clock", async () => {
    const { admin } = createAppRunnerEmulator({ clock: systemClock });
    await expect(admin.advanceClock(1)).rejects.toThrow("The emulator runs on the real clock.");
  });
});

describe("the admin interface over HTTP", () => {
  const open: Listening[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((listening) => listening.close()));
  });

  async function start(): Promise<{
    readonly client: TestClient;
    readonly send: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
  }> {
    const client = new TestClient();
    const listening = await listen(client.emulator.handle, { port: 0 });
    open.push(listening);
    return {
      client,
      send: async (method, path, body) => {
        const response = await fetch(`${listening.url}/_emulator${path}`, {
          method,
          ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        });
        return { status: response.status, body: await response.json() };
      },
    };
  }

  it("does what the admin interface in process does", async () => {
    const { client, send } = await start();
    const seeded = await send("POST", "/services", { ServiceName: "seeded", SourceConfiguration: seedSource });
    expect(seeded).toMatchObject({ status: 200, body: { arn: expect.stringContaining(":service/seeded/") as string } });
    expect((await send("POST", "/maintenance", { service: "seeded", durationMs: 1000 })).body).toEqual({});
    expect((await send("POST", "/hold", { service: "seeded", held: true })).body).toEqual({});
    expect((await send("POST", "/clock", { advanceMs: 5000 })).body).toEqual({});
    expect((await send("GET", "/services")).body).toMatchObject({
      services: [{ name: "seeded", status: "OPERATION_IN_PROGRESS", held: true, underMaintenance: true }],
    });
    await send("POST", "/hold", { service: "seeded", held: false });
    await send("POST", "/clock", { advanceMs: 5000 });
    expect(client.admin.services()).toMatchObject([{ status: "RUNNING" }]);

    expect((await send("POST", "/push", { image: "public.ecr.aws/x1y2z3a4/demo:1" })).body).toEqual({ services: [] });
    expect((await send("PATCH", "/switches", { serviceQuota: 1 })).body).toMatchObject({ serviceQuota: 1 });
    expect((await send("GET", "/switches")).body).toEqual(client.admin.switches());
    expect((await send("PATCH", "/durations", { pause: 1000 })).body).toMatchObject({ pause: 1000, resume: 90_000 });
    expect((await send("GET", "/durations")).body).toEqual(client.admin.durations());
    await send("POST", "/injections", { when: "before", answer: "error", operation: "ListServices" });
    expect((await send("GET", "/injections")).body).toEqual({
      injections: [{ when: "before", answer: "error", operation: "ListServices", count: 1 }],
    });
    await send("DELETE", "/injections");
    await send("POST", "/deleted-rows", { count: 20 });
    expect(await client.ok("ListServices")).toEqual({
      ServiceSummaryList: [],
      NextToken: expect.any(String) as string,
    });
    expect((await send("GET", "/calls")).body).toMatchObject({ calls: [{ operation: "ListServices", status: 200 }] });
    expect((await send("GET", "/calls?after=1")).body).toEqual({ calls: [] });
    await send("DELETE", "/calls");
    expect((await send("GET", "/calls")).body).toEqual({ calls: [] });
    await send("POST", "/reset");
    expect((await send("GET", "/services")).body).toEqual({ services: [] });
  });

  it("tells everything at once, without what was sent", async () => {
    const { client, send } = await start();
    const arn = await client.created();
    await client.ok("CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" });
    await client.ok("AssociateCustomDomain", { ServiceArn: arn, DomainName: "shop.test" });
    const { body } = await send("GET", "/overview?after=1");
    expect(body).toMatchObject({
      clock: { now: new Date(client.clock.nowMs()).toISOString(), canAdvance: true },
      services: [{ arn, source: "public.ecr.aws/x1y2z3a4/demo:1" }],
      domains: [{ name: "shop.test", status: "CREATING", serviceArn: arn, records: [] }],
      ingressConnections: [],
      injections: [],
      switches: { serviceQuota: 30 },
      durations: { pause: 90_000 },
      startedAt: "2026-01-01T00:00:00.000Z",
      oldestCall: 1,
      calls: [
        { number: 2, operation: "CreateConnection" },
        { number: 3, operation: "AssociateCustomDomain" },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("ConnectionName");
    for (const path of ["/services", "/configurations", "/ingress-connections", "/domains", "/clock"]) {
      const part = (await send("GET", path)).body as object;
      expect(path === "/clock" ? { clock: part } : part).toEqual(
        Object.fromEntries(
          Object.keys(path === "/clock" ? { clock: 0 } : part).map((name) => [
            name,
            (body as Record<string, unknown>)[name],
          ]),
        ),
      );
    }
    await client.clock.advance(minuteMs);
    expect((await send("GET", "/domains")).body).toMatchObject({ domains: [{ records: [{}, {}, {}] }] });
  });

  it("has a page that makes use of every request that does something", async () => {
    const { client } = await start();
    const page = await client.emulator.handle(new Request("http://127.0.0.1/_emulator/"));
    const text = await page.text();
    for (const route of adminRoutes.filter((each) => !each.startsWith("GET "))) {
      const [method = "", path = ""] = route.split(" /");
      const changes = method === "PATCH" && text.includes(`onChange("${path}", "${path}")`);
      expect([route, changes || text.includes(`"${method}", "${path}"`)]).toEqual([route, true]);
    }
  });

  it("counts on when calls are forgotten", async () => {
    const { client, send } = await start();
    await client.ok("ListServices");
    await send("DELETE", "/calls");
    expect((await send("GET", "/overview")).body).toMatchObject({ oldestCall: 0, calls: [] });
    await client.ok("ListServices");
    expect((await send("GET", "/overview?after=1")).body).toMatchObject({ oldestCall: 2, calls: [{ number: 2 }] });
  });

  it("does nothing for a page of another server", async () => {
    const { client } = await start();
    await client.created();
    const url = `${open[0]?.url}/_emulator/reset`;
    const response = await fetch(url, { method: "POST", headers: { origin: "http://evil.test" } });
    expect([response.status, client.admin.services().length]).toEqual([403, 1]);
  });

  const refusals: readonly (readonly [string, readonly [string, string, unknown?], number, RegExp])[] = [
    ["an unknown path", ["GET", "/nothing", undefined], 404, /^There is only: GET \/services, /],
    ["the wrong method", ["DELETE", "/services", undefined], 404, /^There is only: /],
    ["the number of a call that is none", ["GET", "/calls?after=x"], 400, /^`after` is the number of a call/],
    ["a body that is no JSON", ["POST", "/hold", "{"], 400, /^The body is not JSON\.$/],
    ["a missing member", ["POST", "/hold", { held: true }], 400, /'service' failed to satisfy constraint/],
    ["a body that is no object", ["POST", "/clock", [5]], 400, /^the body must be an object$/],
    ["a number as text", ["POST", "/clock", { advanceMs: "5" }], 400, /^advanceMs must be a whole number$/],
    ["a text for a boolean", ["POST", "/hold", { service: "x", held: "yes" }], 400, /^held must be true or false$/],
    [
      "an unknown field, which would be no limit to a fault",
      ["POST", "/injections", { when: "before", answer: "error", operatoin: "ListServices" }],
      400,
      /^there is no field operatoin; there are when, answer, operation, /,
    ],
    [
      "an unknown field within another one",
      ["POST", "/services", { ServiceName: "shop", SourceConfiguration: { ImageRepositry: {} } }],
      400,
      /^there is no field SourceConfiguration[.]ImageRepositry; there are .*ImageRepository/,
    ],
    [
      "a wrong member of a list",
      ["POST", "/services", { ServiceName: "shop", SourceConfiguration: {}, Tags: [{ Key: 1, Value: "" }] }],
      400,
      /^Tags\[0\][.]Key must be a text$/,
    ],
    [
      "an unknown switch value",
      ["PATCH", "/switches", { pausedUpdate: "perhaps" }],
      400,
      /enum value set: \[deny, allow\]/,
    ],
    [
      "an unknown switch",
      ["PATCH", "/switches", { quota: 1 }],
      400,
      /^there is no switch quota; there are pausedUpdate, /,
    ],
    [
      "an unknown duration",
      ["PATCH", "/durations", { pauze: 1 }],
      400,
      /^there is no duration pauze; there are pending, /,
    ],
    ["a duration that is no number", ["PATCH", "/durations", { pause: "1m" }], 400, /^pause must be a whole number$/],
    ["a duration below zero", ["PATCH", "/durations", { pause: -1 }], 400, /'pause' failed to satisfy constraint/],
    ["a service that is not there", ["POST", "/hold", { service: "x", held: true }], 404, /^There is no service x\.$/],
  ];

  it.each(refusals)("refuses %s", async (_name, [method, path, body], status, error) => {
    const { send } = await start();
    expect(await send(method, path, body)).toEqual({ status, body: { error: expect.stringMatching(error) as string } });
  });

  it("drops the connection over a socket", async () => {
    const { send, client } = await start();
    await send("POST", "/injections", { when: "after", answer: "drop" });
    const url = open[0]?.url ?? "";
    await expect(fetch(url, { method: "POST", body: "{}" })).rejects.toThrow("fetch failed");
    expect(client.emulator.calls()).toMatchObject([{ status: 0 }]);
  });
});
