import type { Service } from "@aws-sdk/client-apprunner";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { createAppRunnerPort } from "./app-runner-port.ts";
import { AwsError } from "./aws-error.ts";
import { type AwsObserver, type CallRecord, silentAwsObserver } from "./aws-observer.ts";
import type { CallBudget } from "./call-budget.ts";
import { inProcessHandler } from "./in-process-handler.ts";
import type { AppRunnerPort } from "./port.ts";

const place = { account: "111122223333", region: "us-east-1" };
const arn = "arn:aws:apprunner:us-east-1:111122223333:service/web/4d5e6f708192a3b4c5d6e7f8091a2b3c";

const service = {
  ServiceName: "web",
  ServiceArn: arn,
  ServiceId: "4d5e6f708192a3b4c5d6e7f8091a2b3c",
  ServiceUrl: "ab3cd9ef2g.us-east-1.awsapprunner.com",
  Status: "RUNNING",
  CreatedAt: 1.767225600123e9,
  UpdatedAt: 1.767225600123e9,
  SourceConfiguration: {
    ImageRepository: { ImageIdentifier: "public.ecr.aws/a/b:1", ImageRepositoryType: "ECR_PUBLIC" },
  },
  InstanceConfiguration: { Cpu: "1024", Memory: "2048" },
  AutoScalingConfigurationSummary: { AutoScalingConfigurationArn: "arn:aws:apprunner:x" },
  NetworkConfiguration: {},
};

const answer = (body: unknown, status = 200): Response =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "request-1" },
  });
const refusal = (type: string, message?: string, status = 400): Response =>
  answer({ __type: type, Message: message }, status);

interface Bench {
  readonly port: AppRunnerPort;
  readonly clock: VirtualClock;
  readonly requests: Request[];
  readonly records: CallRecord[];
  readonly budget: string[];
}

function bench(respond: (request: Request) => Response | Promise<Response>, more: { version?: string } = {}): Bench {
  const clock = new VirtualClock();
  const requests: Request[] = [];
  const records: CallRecord[] = [];
  const told: string[] = [];
  const observer: AwsObserver = { ...silentAwsObserver, callEnded: (record) => void records.push(record) };
  const budget: CallBudget = {
    take: (kind) => Promise.resolve(told.push(`take ${kind}`)).then(() => 7),
    throttled: (kind) => void told.push(`throttled ${kind}`),
    accepted: (kind) => void told.push(`accepted ${kind}`),
  };
  const port = createAppRunnerPort({
    place,
    version: "1.2.3",
    endpoint: "http://app-runner.test",
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "not-a-secret" },
    requestHandler: inProcessHandler(async (request) => {
      requests.push(request.clone());
      return respond(request);
    }),
    budget,
    observer,
    clock,
    ...more,
  });
  return { port, clock, requests, records, budget: told };
}

async function failureOf(promise: Promise<unknown>): Promise<AwsError> {
  const outcome = await promise.then(
    () => "an answer",
    (error: unknown) => error,
  );
  if (outcome instanceof AwsError) return outcome;
  throw new Error("expected an AwsError", { cause: outcome });
}

describe("a call to App Runner", () => {
  it("goes out once, in App Runner's wire format, with the operator as user agent", async () => {
    const { port, requests } = bench(() => answer({ Service: service }));
    const { Service } = await port.call("DescribeService", { ServiceArn: arn });
    expect(Service satisfies Service | undefined).toMatchObject({
      Status: "RUNNING",
      CreatedAt: new Date(1767225600123),
    });

    const [request] = requests;
    expect(requests).toHaveLength(1);
    expect(request?.headers.get("x-amz-target")).toBe("AppRunner.DescribeService");
    expect(request?.headers.get("user-agent")).toContain("apprunner-operator/1.2.3");
    expect(request?.headers.get("authorization")).toContain("/us-east-1/apprunner/aws4_request");
    expect(await request?.json()).toEqual({ ServiceArn: arn });
  });

  it("is told with its place, outcome, duration and wait, and without any contents", async () => {
    const { port, records } = bench(() => answer({ Service: service }));
    await port.call("DescribeService", { ServiceArn: arn });
    expect(records).toEqual([
      {
        service: "apprunner",
        operation: "DescribeService",
        kind: "read",
        ...place,
        outcome: "ok",
        durationMs: 0,
        throttleWaitMs: 7,
        requestId: "request-1",
      },
    ]);
  });

  it.each([
    { status: 500, name: "InternalServiceErrorException" },
    { status: 503, name: "ServiceUnavailable" },
    { status: 429, name: "ThrottlingException" },
  ])("is not repeated after $status $name, whatever the operation", async ({ status, name }) => {
    const { port, requests } = bench(() => refusal(name, "no", status));
    await failureOf(port.call("CreateService", { ServiceName: "web", SourceConfiguration: {} }));
    await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(requests).toHaveLength(2);
  });

  it("takes from the budget of its kind and tells it how AWS took the call", async () => {
    const { port, budget } = bench((request) =>
      request.headers.get("x-amz-target") === "AppRunner.PauseService"
        ? refusal("ThrottlingException", "Rate exceeded")
        : answer({ Service: service }),
    );
    await failureOf(port.call("PauseService", { ServiceArn: arn }));
    await port.call("DescribeService", { ServiceArn: arn });
    expect(budget).toEqual(["take mutation", "throttled mutation", "take read", "accepted read"]);
  });
});

describe("a refused call", () => {
  it("has the class, the name, the operation, the request id and AWS's text", async () => {
    const { port, records } = bench(() =>
      refusal("InvalidStateException", "Service cannot be updated in the current state: OPERATION_IN_PROGRESS."),
    );
    const error = await failureOf(port.call("UpdateService", { ServiceArn: arn }));
    expect(error.cause).toBeUndefined();
    expect(error).toMatchObject({
      errorClass: "busy",
      code: "InvalidStateException",
      operation: "UpdateService",
      requestId: "request-1",
      message: "Service cannot be updated in the current state: OPERATION_IN_PROGRESS.",
    });
    expect(records.map((record) => record.outcome)).toEqual(["busy"]);
  });

  it("says something also where AWS sent no text", async () => {
    const { port } = bench(() => refusal("ServiceQuotaExceededException", undefined, 402));
    const error = await failureOf(port.call("CreateService", { ServiceName: "web", SourceConfiguration: {} }));
    expect(error).toMatchObject({
      errorClass: "quota",
      message: "CreateService failed: ServiceQuotaExceededException (HTTP 402)",
    });
  });

  it("keeps no value that was sent, anywhere in the error (invariant 7)", async () => {
    const secret = "canary-5up3r-s3cret";
    const echo = `Value '${secret}' at 'sourceConfiguration' failed; ${JSON.stringify({ a: secret })}`;
    const { port } = bench(() => refusal("InvalidRequestException", echo));
    const configuration = { RuntimeEnvironmentVariables: { KEY: secret }, StartCommand: `run ${secret}` };
    const error = await failureOf(
      port.call("UpdateService", {
        ServiceArn: arn,
        SourceConfiguration: {
          ImageRepository: { ImageIdentifier: "a", ImageRepositoryType: "ECR", ImageConfiguration: configuration },
        },
      }),
    );
    expect(error.errorClass).toBe("invalid");
    expect(error.message).toBe(`Value '***' at 'sourceConfiguration' failed; {"a":"***"}`);
    expect(JSON.stringify(error) + error.stack).not.toContain(secret);
  });
});

describe("an answer that cannot be used", () => {
  const { Status: _status, ...withoutStatus } = service;
  it.each([
    { what: "without a service", body: {}, fault: "Service is not an object" },
    { what: "without a status", body: { Service: withoutStatus }, fault: "Service.Status is not a text" },
    {
      what: "with a number for a name",
      body: { Service: { ...service, ServiceName: 5 } },
      fault: "Service.ServiceName is not a text",
    },
    { what: "with a text for a service", body: { Service: "web" }, fault: "Service is not an object" },
    {
      what: "with a source without a type",
      body: { Service: { ...service, SourceConfiguration: { ImageRepository: { ImageIdentifier: "a" } } } },
      fault: "Service.SourceConfiguration.ImageRepository.ImageRepositoryType is not a text",
    },
    {
      what: "without a time of creation",
      body: { Service: { ...service, CreatedAt: undefined } },
      fault: "Service.CreatedAt is not a time",
    },
    {
      what: "with a time in ISO 8601",
      body: { Service: { ...service, CreatedAt: "2026-01-01T00:00:00Z" } },
      fault: "(HTTP 200)",
    },
    { what: "that is a list", body: [], fault: "Service is not an object" },
    { what: "that is empty", body: "", fault: "Service is not an object" },
    { what: "that is not JSON", body: "<html>secret-page</html>", fault: "(HTTP 200)" },
  ])("$what is malformed", async ({ body, fault }) => {
    const { port, records } = bench(() => answer(body));
    const error = await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(error).toMatchObject({ errorClass: "malformed", operation: "DescribeService", requestId: "request-1" });
    expect(error.message).toContain(fault);
    expect(error.message).not.toContain("secret-page");
    expect(records.map((record) => record.outcome)).toEqual(["malformed"]);
  });

  it("names the element of a list that is wrong", async () => {
    const { port } = bench(() =>
      answer({ ServiceSummaryList: [{ ServiceName: "a", ServiceArn: "b", Status: "c" }, null] }),
    );
    const error = await failureOf(port.call("ListServices", {}));
    expect(error.message).toBe("the answer to ListServices could not be read: ServiceSummaryList.[1] is not an object");
  });

  it("from a gateway in between is transient when it says so", async () => {
    const { port } = bench(() => answer("<html>Bad gateway</html>", 502));
    const error = await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(error).toMatchObject({
      errorClass: "transient",
      message: "the answer to DescribeService could not be read (HTTP 502)",
    });
  });

  it("is fine without what the API calls optional, and with a status nobody knows", async () => {
    const { ServiceUrl: _url, ...privateService } = service;
    const { port } = bench((request) =>
      request.headers.get("x-amz-target") === "AppRunner.ListOperations"
        ? answer({})
        : answer({ Service: { ...privateService, Status: "HIBERNATING" } }),
    );
    await expect(port.call("PauseService", { ServiceArn: arn })).resolves.toMatchObject({
      Service: { Status: "HIBERNATING" },
    });
    await expect(port.call("ListOperations", { ServiceArn: arn })).resolves.toHaveProperty("$metadata");
  });
});

describe("a call without an answer", () => {
  const connectionError = (code: string, more: object = {}): Error =>
    Object.assign(new Error(`connect ${code}`), { code, ...more });

  it.each([
    { code: "ECONNREFUSED", more: { address: "10.0.0.1" }, text: "the connection was refused by 10.0.0.1" },
    { code: "ECONNRESET", text: "the connection was cut before the answer came" },
    {
      code: "ENOTFOUND",
      more: { hostname: "apprunner.us-east-1.amazonaws.com" },
      text: "apprunner.us-east-1.amazonaws.com is not known",
    },
  ])("is transient after $code", async ({ code, more, text }) => {
    const { port } = bench(() => Promise.reject(connectionError(code, more)));
    const error = await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(error).toMatchObject({ errorClass: "transient", code, requestId: undefined });
    expect(error.message).toContain("cannot reach AWS in us-east-1");
    expect(error.message).toContain(text);
  });

  it("ends after 30 seconds", async () => {
    const { port, clock, records } = bench(() => new Promise(() => {}));
    const failure = failureOf(port.call("DescribeService", { ServiceArn: arn }));
    await clock.advance(29_999);
    expect(records).toEqual([]);
    await clock.advance(1);
    expect(await failure).toMatchObject({ errorClass: "transient", code: "TimeoutError" });
    expect(records).toMatchObject([{ outcome: "transient", durationMs: 30_000 }]);
  });

  it("rejects with the signal's reason when the caller gives up, and leaves no timer behind", async () => {
    const { port, clock, records } = bench(() => new Promise(() => {}));
    const controller = new AbortController();
    const call = port.call("DescribeService", { ServiceArn: arn }, { signal: controller.signal });
    await clock.advance(10);
    const reason = new Error("the lease is lost");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    expect(records.map((record) => record.outcome)).toEqual(["aborted"]);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("says nothing to AWS when the caller gave up before", async () => {
    const { port, requests, budget } = bench(() => answer({}));
    const reason = new Error("too late");
    await expect(port.call("DescribeService", { ServiceArn: arn }, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    expect(requests).toEqual([]);
    expect(budget).toEqual([]);
  });

  it("says nothing to AWS when the last look before sending objects (invariant 5)", async () => {
    const { port, requests, budget } = bench(() => answer({}));
    const reason = new Error("not the leader");
    const beforeSend = (): never => {
      throw reason;
    };
    await expect(port.call("DeleteService", { ServiceArn: arn }, { beforeSend })).rejects.toBe(reason);
    expect(budget).toEqual(["take mutation"]);
    expect(requests).toEqual([]);
  });
});

describe("credentials", () => {
  it("are fetched anew by the call after one whose credentials AWS refused", async () => {
    let fetched = 0;
    let refused = 0;
    const port = createAppRunnerPort({
      place,
      version: "1",
      endpoint: "http://app-runner.test",
      credentials: () => Promise.resolve({ accessKeyId: `KEY${++fetched}`, secretAccessKey: "s" }),
      requestHandler: inProcessHandler(async (request) =>
        request.headers.get("authorization")?.includes("KEY1/") === true
          ? refusal("UnrecognizedClientException", "The security token included in the request is invalid.")
          : answer({ Service: service }),
      ),
      budget: { take: () => Promise.resolve(0), throttled() {}, accepted() {} },
      observer: silentAwsObserver,
      clock: new VirtualClock(),
      credentialsRefused: () => void refused++,
    });
    const error = await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(error.errorClass).toBe("credentials");
    expect(refused).toBe(1);
    await port.call("DescribeService", { ServiceArn: arn });
    await port.call("DescribeService", { ServiceArn: arn });
    expect(fetched).toBe(2);
  });

  it("that cannot be found are named, with what to do", async () => {
    const port = createAppRunnerPort({
      place,
      version: "1",
      endpoint: "http://app-runner.test",
      credentials: () =>
        Promise.reject(
          Object.assign(new Error("Could not load credentials from any providers"), {
            name: "CredentialsProviderError",
          }),
        ),
      requestHandler: inProcessHandler(() => Promise.reject(new Error("nothing may be sent"))),
      budget: { take: () => Promise.resolve(0), throttled() {}, accepted() {} },
      observer: silentAwsObserver,
      clock: new VirtualClock(),
    });
    const error = await failureOf(port.call("DescribeService", { ServiceArn: arn }));
    expect(error).toMatchObject({ errorClass: "credentials", code: "CredentialsProviderError" });
    expect(error.message).toMatch(/^no AWS credentials: Could not load credentials from any providers\. In a cluster/);
  });
});

describe("a region without App Runner", () => {
  it("is named, with those that have it", async () => {
    const port = createAppRunnerPort({
      place: { ...place, region: "eu-north-1" },
      version: "1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: inProcessHandler((request) => {
        const { hostname } = new URL(request.url);
        return Promise.reject(
          Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND", hostname }),
        );
      }),
      budget: { take: () => Promise.resolve(0), throttled() {}, accepted() {} },
      observer: silentAwsObserver,
      clock: new VirtualClock(),
    });
    const error = await failureOf(port.call("ListServices", {}));
    expect(error).toMatchObject({ errorClass: "invalid", code: "RegionWithoutAppRunner" });
    expect(error.message).toMatch(
      /^region "eu-north-1" has no App Runner; the regions that have it are ap-northeast-1, .*us-west-2$/,
    );
  });
});
