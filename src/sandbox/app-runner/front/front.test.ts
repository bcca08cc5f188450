import { constant, dictionary, jsonValue, oneof, assert as assertProperty, asyncProperty, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { operations } from "../operations/operations.ts";
import { ConnectionDropped } from "../../connection-dropped.ts";
import { TestClient, authorization, publicImage } from "../test-client.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

async function send(client: TestClient, init: RequestInit): Promise<{ status: number; type: string; text: string }> {
  const response = await client.emulator.handle(new Request("http://emulator/", { method: "POST", ...init }));
  return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
}

describe("the App Runner front", () => {
  it("answers with the content type and a request id of its own", async () => {
    const client = new TestClient();
    const first = await client.call("ListServices");
    expect(first.headers.get("content-type")).toBe("application/x-amz-json-1.0");
    expect(first.headers.get("x-amzn-requestid")).toMatch(uuid);
    const second = await client.call("ListServices");
    expect(second.headers.get("x-amzn-requestid")).not.toBe(first.headers.get("x-amzn-requestid"));
  });

  it("answers an error with its type and message", async () => {
    const { status, text, headers } = await new TestClient().call("ListServices", { NextToken: "x" });
    expect(status).toBe(400);
    expect(text).toBe('{"__type":"InvalidRequestException","Message":"The NextToken you specified isn\'t valid."}');
    expect(headers.get("x-amzn-requestid")).toMatch(uuid);
  });

  const target = "AppRunner.ListServices";
  const refused: readonly (readonly [string, Record<string, string>, string, string])[] = [
    [
      "another operation of App Runner",
      { "x-amz-target": "AppRunner.CreateSomething" },
      "{}",
      "UnknownOperationException",
    ],
    ["no such operation", { "x-amz-target": "AppRunner.MakeCoffee" }, "{}", "UnknownOperationException"],
    ["another service", { "x-amz-target": "DynamoDB_20120810.ListTables" }, "{}", "UnknownOperationException"],
    ["no target", {}, "{}", "UnknownOperationException"],
    ["no signature", { "x-amz-target": target, authorization: "" }, "{}", "MissingAuthenticationTokenException"],
    [
      "another kind of signature",
      { "x-amz-target": target, authorization: "Bearer x" },
      "{}",
      "IncompleteSignatureException",
    ],
    [
      "half a signature",
      { "x-amz-target": target, authorization: "AWS4-HMAC-SHA256 Credential=x" },
      "{}",
      "IncompleteSignatureException",
    ],
    ["half a body", { "x-amz-target": target }, '{"MaxResults":', "SerializationException"],
    ["no body", { "x-amz-target": target }, "", "SerializationException"],
    ["a list as the body", { "x-amz-target": target }, "[]", "SerializationException"],
  ];

  it.each(refused)("refuses %s", async (_name, headers, body, code) => {
    const client = new TestClient();
    const answer = await send(client, { headers: { authorization: authorization(), ...headers }, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ __type: code, Message: expect.any(String) as string });
    expect(client.emulator.calls()).toMatchObject([{ status: 400, errorCode: code }]);
  });

  it("keeps what each region has apart", async () => {
    const client = new TestClient();
    await client.create();
    const elsewhere = await client.call("ListServices", {}, { authorization: authorization("eu-west-1") });
    expect(elsewhere.body.ServiceSummaryList).toEqual([]);
    const { body } = await client.call("CreateService", publicImage("1"), {
      authorization: authorization("eu-west-1"),
    });
    expect(body.Service?.ServiceArn).toContain("arn:aws:apprunner:eu-west-1:111122223333:service/demo-web/");
  });

  it("records each call with its caller", async () => {
    const client = new TestClient();
    await client.clock.advance(5);
    const { headers } = await client.call("ListServices", { MaxResults: 3 });
    expect(client.emulator.calls()).toEqual([
      {
        number: 1,
        operation: "ListServices",
        requestId: headers.get("x-amzn-requestid"),
        atMs: client.clock.nowMs(),
        accessKeyId: "AKIDTEST",
        region: "us-east-1",
        status: 200,
        input: { MaxResults: 3 },
      },
    ]);
  });

  it("forgets the oldest calls beyond its capacity", async () => {
    const client = new TestClient({ callLogCapacity: 3 });
    for (let MaxResults = 1; MaxResults <= 8; MaxResults++) await client.call("ListServices", { MaxResults });
    expect(client.emulator.calls().map(({ input }) => input)).toEqual([
      { MaxResults: 6 },
      { MaxResults: 7 },
      { MaxResults: 8 },
    ]);
  });
});

describe("any JSON", () => {
  const members = [
    "ServiceName",
    "ServiceArn",
    "ResourceArn",
    "SourceConfiguration",
    "ImageRepository",
    "Tags",
    "TagKeys",
    "NextToken",
    "MaxResults",
    "HealthCheckConfiguration",
    "__proto__",
  ];

  it.each([...operations.keys()])("as the input of %s is answered as a client's error at worst", async (operation) => {
    const client = new TestClient();
    const name = oneof(...members.map((member) => constant(member)), string());
    const input = oneof(jsonValue(), dictionary(name, oneof(jsonValue(), dictionary(name, jsonValue()))));
    await assertProperty(
      asyncProperty(input, async (value) => {
        const { status } = await client.call(operation, value);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the STS front", () => {
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8", authorization: authorization() };

  it("tells who the caller is", async () => {
    const { status, type, text } = await send(new TestClient({ account: "444455556666" }), {
      headers: form,
      body: "Action=GetCallerIdentity&Version=2011-06-15",
    });
    expect([status, type]).toEqual([200, "text/xml"]);
    expect(text).toContain("<Account>444455556666</Account>");
    expect(text).toContain("<Arn>arn:aws:iam::444455556666:user/emulator</Arn>");
  });

  it.each([
    ["another action", form, "Action=GetSessionToken&Version=2011-06-15", "InvalidAction"],
    ["no action", form, "", "InvalidAction"],
    ["no signature", { ...form, authorization: "" }, "Action=GetCallerIdentity", "MissingAuthenticationTokenException"],
  ])("refuses %s", async (_name, headers, body, code) => {
    const { status, text } = await send(new TestClient(), { headers, body });
    expect(status).toBe(400);
    expect(text).toContain(`<Code>${code}</Code>`);
  });
});

describe("a session of a role", () => {
  const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

  interface Keys {
    readonly accessKeyId: string;
    readonly token: string;
  }

  async function assume(
    client: TestClient,
    input: Readonly<Record<string, string>>,
    keys?: Keys,
  ): Promise<Keys & { readonly status: number; readonly text: string }> {
    const body = new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleSessionName: "test",
      ...input,
    });
    const headers = { ...form, ...signed(keys) };
    const { status, text } = await send(client, { headers, body: body.toString() });
    const element = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? "";
    return { status, text, accessKeyId: element("AccessKeyId"), token: element("SessionToken") };
  }

  function signed(keys: Keys | undefined): Record<string, string> {
    return keys === undefined
      ? { authorization: authorization() }
      : { authorization: authorization("us-east-1", keys.accessKeyId), "x-amz-security-token": keys.token };
  }

  const elsewhere = "arn:aws:iam::444455556666:role/path/deployer";

  it("acts in the account of the role, under its name", async () => {
    const client = new TestClient();
    const keys = await assume(client, { RoleArn: elsewhere });
    const { text } = await send(client, { headers: { ...form, ...signed(keys) }, body: "Action=GetCallerIdentity" });
    expect(text).toContain("<Arn>arn:aws:sts::444455556666:assumed-role/deployer/test</Arn>");
    const { body } = await client.call("CreateService", publicImage("1"), signed(keys));
    expect(body.Service?.ServiceArn).toContain("arn:aws:apprunner:us-east-1:444455556666:service/");
    expect((await client.ok("ListServices")).ServiceSummaryList).toEqual([]);
  });

  it("ends after an hour", async () => {
    const client = new TestClient();
    const keys = await assume(client, { RoleArn: elsewhere });
    await client.clock.advance(60 * 60_000 - 1);
    expect((await client.call("ListServices", {}, signed(keys))).status).toBe(200);
    await client.clock.advance(1);
    expect((await client.call("ListServices", {}, signed(keys))).body.__type).toBe("ExpiredTokenException");
  });

  it("is nobody's without its token, or with that of another account", async () => {
    const client = new TestClient();
    const keys = await assume(client, { RoleArn: elsewhere });
    const other = await assume(client, { RoleArn: elsewhere.replace("444455556666", "777788889999") });
    for (const token of ["", "x", other.token]) {
      const { body } = await client.call("ListServices", {}, signed({ ...keys, token }));
      expect(body.__type).toBe("UnrecognizedClientException");
    }
  });

  it.each([
    ["a role that cannot be assumed", { RoleArn: elsewhere.replace("deployer", "not-assumable") }, 403, "AccessDenied"],
    [
      "a role without its external id",
      { RoleArn: elsewhere.replace("deployer", "external-id-a1") },
      403,
      "AccessDenied",
    ],
    ["no ARN of a role", { RoleArn: "deployer" }, 400, "ValidationError"],
    ["a session name that is too short", { RoleArn: elsewhere, RoleSessionName: "x" }, 400, "ValidationError"],
    ["a session name of other characters", { RoleArn: elsewhere, RoleSessionName: "a b" }, 400, "ValidationError"],
    ["an external id of other characters", { RoleArn: elsewhere, ExternalId: "a b" }, 400, "ValidationError"],
    ["a session that is too long", { RoleArn: elsewhere, DurationSeconds: "43201" }, 400, "ValidationError"],
  ])("is refused for %s", async (_title, input, status, code) => {
    const answer = await assume(new TestClient(), input);
    expect([answer.status, /<Code>(\w+)</.exec(answer.text)?.[1]]).toEqual([status, code]);
  });

  it("is handed out with the external id, and on to a further role for an hour at most", async () => {
    const client = new TestClient();
    const hub = elsewhere.replace("deployer", "external-id-a1");
    const keys = await assume(client, { RoleArn: hub, ExternalId: "a1" });
    expect(keys.status).toBe(200);
    const tooLong = await assume(client, { RoleArn: elsewhere, DurationSeconds: "3601" }, keys);
    expect([tooLong.status, tooLong.text]).toEqual([400, expect.stringContaining("role chaining")]);
    expect((await assume(client, { RoleArn: elsewhere }, keys)).status).toBe(200);
  });
});

describe("injected faults", () => {
  it("answers an error before anything happens, for as many calls as asked", async () => {
    const client = new TestClient();
    client.admin.inject({
      operation: "CreateService",
      when: "before",
      answer: "error",
      code: "ThrottlingException",
      message: "Rate exceeded",
      count: 2,
    });
    expect((await client.ok("ListServices")).ServiceSummaryList).toEqual([]);
    for (let call = 0; call < 2; call++) {
      expect(await client.refused("CreateService", publicImage("1"))).toBe("ThrottlingException: Rate exceeded");
    }
    await client.create();
    expect(client.emulator.calls().map(({ status }) => status)).toEqual([200, 400, 400, 200]);
  });

  it("answers 500 after the operation took effect", async () => {
    const client = new TestClient();
    client.admin.inject({ when: "after", answer: "error" });
    const { status, body } = await client.call("CreateService", publicImage("1"));
    expect([status, body.__type]).toEqual([500, "InternalServiceErrorException"]);
    expect((await client.ok("ListServices")).ServiceSummaryList).toHaveLength(1);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("drops the connection %s the operation", async (when, services) => {
    const client = new TestClient();
    client.admin.inject({ when, answer: "drop" });
    await expect(client.call("CreateService", publicImage("1"))).rejects.toBeInstanceOf(ConnectionDropped);
    expect(client.emulator.calls()).toMatchObject([{ operation: "CreateService", status: 0 }]);
    expect((await client.ok("ListServices")).ServiceSummaryList).toHaveLength(services);
  });

  it("answers half a JSON text", async () => {
    const client = new TestClient();
    client.admin.inject({ when: "before", answer: "malformed" });
    await expect(client.call("ListServices")).rejects.toThrow(SyntaxError);
  });

  it("only waits, when that is all", async () => {
    const client = new TestClient();
    client.admin.inject({ when: "before", answer: "none", delayMs: 2_000 });
    let answered = false;
    const call = client.call("ListServices").then((answer) => {
      answered = true;
      return answer;
    });
    await client.clock.advance(1_999);
    expect(answered).toBe(false);
    await client.clock.advance(1);
    expect((await call).status).toBe(200);
  });
});

describe("the throttle", () => {
  it("is off unless asked for", async () => {
    const client = new TestClient();
    for (let call = 0; call < 50; call++) await client.call("ListServices");
    expect(client.emulator.calls().filter(({ status }) => status !== 200)).toEqual([]);
  });

  it.each([
    [1, 500],
    [10, 50],
  ])("refuses calls beyond its bucket, which fills at the pace of speed %i", async (speed, refillMs) => {
    const client = new TestClient({ speed, switches: { throttlePerSecond: 2, throttleBurst: 3 } });
    for (let call = 0; call < 3; call++) await client.ok("ListServices");
    expect(await client.refused("ListServices")).toBe("ThrottlingException: Rate exceeded");
    await client.clock.advance(refillMs);
    await client.ok("ListServices");
    expect(await client.refused("ListServices")).toBe("ThrottlingException: Rate exceeded");
  });
});
