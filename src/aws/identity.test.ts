import { describe, expect, it } from "vitest";
import { AwsError } from "./aws-error.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { createIdentity } from "./identity.ts";
import type { StsPort } from "./sts-port.ts";

const identityOf = (account: string): CallerIdentity => ({
  account,
  arn: `arn:aws:sts::${account}:assumed-role/operator/session`,
  partition: "aws",
});

/** An STS whose credentials are `key`; the first letters of a key are the account. */
class FakeSts implements StsPort {
  readonly credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  key = "A1";
  failing: Error | undefined;
  asked = 0;
  readonly fetchedFresh: boolean[] = [];

  async accessKeyId(fresh: boolean): Promise<string> {
    this.fetchedFresh.push(fresh);
    return this.key;
  }

  async callerIdentity(): Promise<CallerIdentity> {
    this.asked += 1;
    const { key, failing } = this;
    await Promise.resolve();
    if (failing !== undefined) throw failing;
    return identityOf(key.slice(0, 1));
  }
}

function bench() {
  const sts = new FakeSts();
  const known: string[] = [];
  const identity = createIdentity({ sts, observer: { identityKnown: ({ account }) => void known.push(account) } });
  return { sts, identity, known };
}

describe("the operator's identity", () => {
  it("is asked of STS once for an access key, also by many at the same time", async () => {
    const { sts, identity, known } = bench();
    expect(await Promise.all([identity.current(), identity.current()])).toEqual([identityOf("A"), identityOf("A")]);
    await identity.current();
    expect(sts.asked).toBe(1);
    expect(known).toEqual(["A"]);
  });

  it("is asked again when the access key is another, and told only if it changed", async () => {
    const { sts, identity, known } = bench();
    await identity.current();
    sts.key = "A2";
    expect(await identity.current()).toEqual(identityOf("A"));
    expect(known).toEqual(["A"]);
    sts.key = "B1";
    expect(await identity.current()).toEqual(identityOf("B"));
    expect(known).toEqual(["A", "B"]);
    expect(sts.asked).toBe(3);
  });

  it("is asked again, with credentials fetched anew, once it is in doubt", async () => {
    const { sts, identity } = bench();
    await identity.current();
    identity.doubt();
    await identity.current();
    await identity.current();
    expect(sts.asked).toBe(2);
    expect(sts.fetchedFresh).toEqual([false, true, false]);
  });

  it("is not remembered when asking failed, and the doubt remains", async () => {
    const { sts, identity } = bench();
    await identity.current();
    identity.doubt();
    sts.failing = new AwsError("expired", {
      errorClass: "credentials",
      code: "ExpiredToken",
      operation: "GetCallerIdentity",
    });
    await expect(identity.current()).rejects.toBe(sts.failing);
    sts.failing = undefined;
    expect(await identity.current()).toEqual(identityOf("A"));
    expect(sts.fetchedFresh).toEqual([false, true, true]);
  });
});
