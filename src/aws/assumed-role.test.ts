import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { createActors } from "./actors.ts";
import { silentAwsObserver } from "./aws-observer.ts";
import { inProcessHandler } from "./in-process-handler.ts";

const namespace = `xmlns="https://sts.amazonaws.com/doc/2011-06-15/"`;
const xml = (body: string, status = 200): Response =>
  new Response(body, { status, headers: { "content-type": "text/xml" } });

function session(accessKeyId: string): Response {
  return xml(
    `<AssumeRoleResponse ${namespace}><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId>` +
      `<SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>` +
      `<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}

describe("a chain of roles", () => {
  it("begins anew at its first role when AWS refuses the credentials that this one gave", async () => {
    const clock = new VirtualClock();
    const assumed: string[] = [];
    const refused = new Set<string>();
    const handle = async (request: Request): Promise<Response> => {
      const body = new URLSearchParams(await request.text());
      const [, signer = ""] = /Credential=([^/]+)/.exec(request.headers.get("authorization") ?? "") ?? [];
      if (refused.has(signer)) {
        return xml(
          `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>ExpiredToken</Code>` +
            `<Message>The security token included in the request is expired</Message></Error></ErrorResponse>`,
          403,
        );
      }
      if (body.get("Action") === "AssumeRole") {
        const role = body.get("RoleArn")?.split("/")[1] ?? "";
        assumed.push(role);
        return session(`ASIA${role.toUpperCase()}${assumed.length}`);
      }
      return xml(
        `<GetCallerIdentityResponse ${namespace}><GetCallerIdentityResult>` +
          `<Arn>arn:aws:sts::111122223333:assumed-role/second/x</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      );
    };
    const actors = createActors({
      region: "eu-west-1",
      version: "1",
      endpoint: "http://sts.test",
      credentials: { accessKeyId: "AKIAOWN", secretAccessKey: "secret" },
      requestHandler: inProcessHandler(handle),
      clock,
      observer: silentAwsObserver,
    });
    const roles = ["first", "second"].map((name) => ({ roleArn: `arn:aws:iam::111122223333:role/${name}` }));
    const { identity } = actors.actor({ roles, region: "eu-west-1" });
    await identity.current();
    expect(assumed).toEqual(["first", "second"]);

    // Somebody revokes the sessions of both.
    refused.add("ASIAFIRST1").add("ASIASECOND2");
    identity.doubt();
    await expect(identity.current()).rejects.toMatchObject({ errorClass: "credentials" });
    await clock.advance(11_000);
    expect(await identity.current()).toMatchObject({ account: "111122223333" });
    expect(assumed).toEqual(["first", "second", "first", "second"]);
  });
});
