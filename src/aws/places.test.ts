import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { silentAwsObserver } from "./aws-observer.ts";
import type { Actor } from "./actor.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { inProcessHandler } from "./in-process-handler.ts";
import { type AwsPlaces, createAwsPlaces } from "./places.ts";

const identityOf = (account: string): CallerIdentity => ({
  account,
  arn: `arn:aws:iam::${account}:user/me`,
  partition: "aws",
});

function bench(respond: () => Response) {
  const seen: string[] = [];
  const state = { account: "111122223333", doubts: 0 };
  const actor: Actor = {
    key: "",
    identity: {
      current: () => Promise.resolve(identityOf(state.account)),
      doubt: () => void (state.doubts += 1),
    },
    credentials: { accessKeyId: "AKIATEST", secretAccessKey: "not-a-secret" },
    endpoint: "http://app-runner.test",
  };
  const all: AwsPlaces = createAwsPlaces({
    version: "1",
    requestHandler: inProcessHandler((request) => {
      seen.push(/Credential=\S+?\/\d+\/([^/]+)\//.exec(request.headers.get("authorization") ?? "")?.[1] ?? "?");
      return Promise.resolve(respond());
    }),
    observer: silentAwsObserver,
    clock: new VirtualClock(),
    random: () => 0.5,
    speed: 1,
  });
  const places = { at: (region: string, as: Actor = actor) => all.at(region, as) };
  return { places, actor, state, seen };
}

describe("the places in AWS", () => {
  it("are one each for a region and the account of the identity, and the same every time", async () => {
    const { places, state } = bench(() => new Response("{}"));
    const ireland = await places.at("eu-west-1");
    expect(ireland.place).toEqual({ account: "111122223333", region: "eu-west-1" });
    expect(ireland.identity).toEqual(identityOf("111122223333"));
    expect(await places.at("eu-west-1")).toBe(ireland);
    expect(await places.at("us-east-1")).not.toBe(ireland);
    state.account = "444455556666";
    const other = await places.at("eu-west-1");
    expect(other.place.account).toBe("444455556666");
    state.account = "111122223333";
    expect(await places.at("eu-west-1")).toBe(ireland);
  });

  it("are apart for every actor, whatever the account", async () => {
    const { places, actor } = bench(() => new Response("{}"));
    const own = await places.at("eu-west-1");
    const other = await places.at("eu-west-1", { ...actor, key: "a role" });
    expect(other).not.toBe(own);
    expect(other.place).toEqual(own.place);
  });

  it("are reached in their region, by the port as by the sweep", async () => {
    const { places, seen } = bench(() => new Response(JSON.stringify({ ServiceSummaryList: [] })));
    const { port, sweep } = await places.at("eu-west-1");
    await port.call("ListServices", {});
    await sweep.lookup("web", { notBeforeMs: 0 });
    expect(seen).toEqual(["eu-west-1", "eu-west-1"]);
  });

  it("put the identity in doubt when AWS refuses the credentials", async () => {
    const { places, state } = bench(
      () => new Response(JSON.stringify({ __type: "ExpiredTokenException", message: "expired" }), { status: 400 }),
    );
    const { port } = await places.at("eu-west-1");
    await expect(port.call("ListServices", {})).rejects.toMatchObject({ errorClass: "credentials" });
    expect(state.doubts).toBe(1);
  });
});
