import { expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { heldLease, leaseBody, leases, type Lease } from "../../kube/lease.ts";
import { FakeKubeClient } from "../../kube/testing/fake-kube-client.ts";
import { refuseSecondOperator } from "./refuse-second-operator.ts";

const ref = { namespace: "default", name: "apprunner-operator" };
const hold = { durationMs: 15_000, nowMs: 0, continues: true };

async function setUp(identity: string | undefined) {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const told: string[] = [];
  const held = (lease?: Lease) =>
    leaseBody(ref, heldLease(lease?.spec, { ...hold, identity: identity ?? "", nowMs: clock.nowMs() }), lease);
  const lease = identity === undefined ? undefined : await client.create<Lease>(leases, ref.namespace, held());
  const refused = refuseSecondOperator(
    { client, clock, explain: (text) => told.push(text) },
    new AbortController().signal,
  );
  refused.catch(() => undefined);
  return { clock, client, told, held, lease, refused };
}

it.each([
  ["no lease", undefined],
  ["a lease that was given up", ""],
])("goes on at once where there is %s", async (_what, identity) => {
  const { refused, told } = await setUp(identity);
  await expect(refused).resolves.toBeUndefined();
  expect(told).toEqual([]);
});

it("refuses where the lease is renewed, without many words", async () => {
  const { clock, client, held, lease, refused, told } = await setUp("alive");
  await clock.advance(1_600);
  await client.replace(leases, ref, held(lease));
  await clock.advance(10_000);
  await expect(refused).rejects.toThrow(
    /^an operator works on this cluster already: alive holds the lease default\/apprunner-operator; stop it first$/,
  );
  expect(told).toEqual([]);
});

it("says why it waits where the holder has died, and goes on when the lease has run out", async () => {
  const { clock, refused, told } = await setUp("dead");
  await clock.advance(2_900);
  expect(told).toEqual([]);
  await clock.advance(15_000);
  await expect(refused).resolves.toBeUndefined();
  expect(told).toEqual([
    "dead holds the lease default/apprunner-operator and does not renew it, so it seems to have died: " +
      "waiting until the lease has run out, up to half a minute",
  ]);
});
