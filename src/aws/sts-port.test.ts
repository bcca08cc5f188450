import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { AwsError } from "./aws-error.ts";
import type { CallRecord } from "./aws-observer.ts";
import { inProcessHandler } from "./in-process-handler.ts";
import type { SdkCredentials } from "./sdk-connection.ts";
import { createStsPort, type StsPort } from "./sts-port.ts";

const answer = (arn: string): Response =>
  new Response(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
      `<Arn>${arn}</Arn><UserId>AROA</UserId><Account>111122223333</Account></GetCallerIdentityResult>` +
      `<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
    { headers: { "content-type": "text/xml", "x-amzn-requestid": "request-1" } },
  );
const refusal = (code: string, message: string): Response =>
  new Response(
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
    { status: 403, headers: { "content-type": "text/xml" } },
  );

const keys: SdkCredentials = { accessKeyId: "AKIATEST", secretAccessKey: "not-a-secret" };

function bench(respond: (body: string) => Response, credentials: SdkCredentials = keys) {
  const records: CallRecord[] = [];
  const sts: StsPort = createStsPort({
    region: "eu-west-1",
    version: "1",
    endpoint: "http://sts.test",
    credentials,
    requestHandler: inProcessHandler(async (request) => respond(await request.text())),
    clock: new VirtualClock(),
    observer: { callEnded: (record) => void records.push(record) },
  });
  return { sts, records };
}

async function failureOf(promise: Promise<unknown>): Promise<AwsError> {
  const outcome = await promise.then(
    () => "an answer",
    (error: unknown) => error,
  );
  if (outcome instanceof AwsError) return outcome;
  throw new Error("expected an AwsError", { cause: outcome });
}

describe("GetCallerIdentity", () => {
  it.each([
    { arn: "arn:aws:sts::111122223333:assumed-role/operator/pod", partition: "aws" },
    { arn: "arn:aws:iam::111122223333:user/me", partition: "aws" },
    { arn: "arn:aws-us-gov:iam::111122223333:root", partition: "aws-us-gov" },
  ])("tells account and partition of $arn", async ({ arn, partition }) => {
    const { sts, records } = bench((body) => {
      expect(body).toContain("Action=GetCallerIdentity");
      return answer(arn);
    });
    expect(await sts.callerIdentity()).toEqual({ account: "111122223333", arn, partition });
    expect(records).toMatchObject([{ service: "sts", operation: "GetCallerIdentity", kind: "read", outcome: "ok" }]);
  });

  it.each([
    {
      what: "refused credentials",
      respond: () => refusal("InvalidClientTokenId", "The security token included in the request is invalid."),
      errorClass: "credentials",
      text: /security token/,
    },
    {
      what: "expired credentials",
      respond: () => refusal("ExpiredToken", "The security token included in the request is expired"),
      errorClass: "credentials",
      text: /expired/,
    },
    {
      what: "an answer without an ARN",
      respond: () => answer(""),
      errorClass: "malformed",
      text: /no ARN of a user or role/,
    },
    {
      what: "a page that is no answer",
      respond: () => new Response("<html>secret-page", { status: 200 }),
      errorClass: "malformed",
      text: /could not be read/,
    },
  ])("names $what", async ({ respond, errorClass, text }) => {
    const { sts } = bench(respond);
    const error = await failureOf(sts.callerIdentity());
    expect(error).toMatchObject({ errorClass, operation: "GetCallerIdentity" });
    expect(error.message).toMatch(text);
  });
});

describe("the access key id", () => {
  it("is cached until it is asked for fresh, together with the credentials that others use", async () => {
    let fetched = 0;
    const { sts } = bench(
      () => answer(""),
      () => Promise.resolve({ accessKeyId: `KEY${++fetched}`, secretAccessKey: "s" }),
    );
    expect(await sts.accessKeyId(false)).toBe("KEY1");
    expect(await sts.accessKeyId(false)).toBe("KEY1");
    expect(await sts.accessKeyId(true)).toBe("KEY2");
    const { credentials } = sts;
    expect(typeof credentials === "function" ? await credentials() : credentials).toMatchObject({
      accessKeyId: "KEY2",
    });
  });

  it("that cannot be found is an error of the class credentials, with what to do", async () => {
    const missing = Object.assign(new Error("Could not load credentials from any providers"), {
      name: "CredentialsProviderError",
    });
    const { sts } = bench(
      () => answer(""),
      () => Promise.reject(missing),
    );
    const error = await failureOf(sts.accessKeyId(false));
    expect(error.errorClass).toBe("credentials");
    expect(error.message).toMatch(/^no AWS credentials: .*IRSA/);
  });
});
