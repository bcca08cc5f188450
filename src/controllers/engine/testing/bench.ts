import { appRunnerServiceType } from "../../../api/app-runner-service.ts";
import type { JsonObject } from "../../../base/json.ts";
import { VirtualClock } from "../../../base/virtual-clock.ts";
import { ObjectStore } from "../../../kube/store.ts";
import { FakeKubeClient } from "../../../kube/testing/fake-kube-client.ts";
import type { AccountDefaults } from "../accounts.ts";
import type { GrantRequest } from "../grant-request.ts";
import { companionKeeper } from "../companion.ts";
import { finalizer, identityAnnotation } from "../annotations.ts";
import { kubeObjectWriter } from "../kube-object-writer.ts";
import type { ManagedResource } from "../managed-resource.ts";
import { Reconciler } from "../reconciler.ts";
import { Relations } from "../relations.ts";
import { resolveTimings } from "../timings.ts";
import { fakeKind, unusedPlace } from "./fake-kind.ts";

export const ref = { namespace: "shop", name: "orders" };
export const key = "shop/orders";
export const arn = "arn:aws:apprunner:eu-west-1:111122223333:service/orders/1";

/** A reconciler of one object, with a fake kind and Kubernetes. The cache sees a write only when it is told to. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly client = new FakeKubeClient(this.clock);
  readonly store = new ObjectStore<ManagedResource>({}, () => undefined);
  readonly fake = fakeKind(arn);
  readonly defects: string[] = [];
  leads = true;
  /** Whose the operator's credentials are. */
  account = unusedPlace.place.account;
  /** What the object's account says. */
  digest = "";
  defaults: AccountDefaults = {};
  denial: (requests: readonly GrantRequest[]) => string | undefined = () => undefined;
  readonly reconciler = new Reconciler({
    kind: this.fake.kind,
    aws: {
      bind: () => ({
        digest: this.digest,
        defaults: this.defaults,
        denial: (requests) => this.denial(requests),
        access: async () => ({ ...unusedPlace, place: { ...unusedPlace.place, account: this.account } }),
      }),
    },
    companions: companionKeeper(this.client),
    writer: kubeObjectWriter<ManagedResource>(this.client, appRunnerServiceType, this.clock),
    observer: {
      calling: () => undefined,
      called: () => undefined,
      refused: () => undefined,
      passEnded: () => undefined,
      passFailed: (_resource, text) => void this.defects.push(text),
      event: () => undefined,
    },
    clock: this.clock,
    timings: resolveTimings(1),
    cluster: "cluster-1",
    isLeader: () => this.leads,
    store: this.store,
    client: this.client,
    random: () => 0.5,
    relations: new Relations(),
  });

  constructor() {
    this.client.seed(appRunnerServiceType, "shop", {
      metadata: {
        name: "orders",
        finalizers: [finalizer],
        annotations: { [identityAnnotation]: "111122223333/eu-west-1/orders" },
      },
      spec: {},
      status: { observedGeneration: -1 },
    });
    this.catchUp();
  }

  /** Lets the cache see what the server has. */
  catchUp(): void {
    const object = this.client.peek<ManagedResource>(appRunnerServiceType, ref);
    if (object === undefined) this.store.remove(key);
    else this.store.put(object);
  }

  async patch(body: JsonObject, subresource?: "status"): Promise<void> {
    await this.client.patch(appRunnerServiceType, ref, { type: "merge", body }, subresource && { subresource });
  }

  /** Reconciles, and tells how often AWS was looked at for it. */
  async looks(): Promise<number> {
    const before = this.fake.observations;
    await this.reconcile();
    return this.fake.observations - before;
  }

  reconcile(): ReturnType<Reconciler<ManagedResource, object, object>["reconcile"]> {
    return this.reconciler.reconcile(key, { signal: new AbortController().signal });
  }

  get ready(): string | undefined {
    const object = this.client.peek<ManagedResource>(appRunnerServiceType, ref);
    return object?.status?.conditions?.find(({ type }) => type === "Ready")?.reason;
  }
}
