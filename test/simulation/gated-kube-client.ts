import { isJsonObject } from "../../src/base/json.ts";
import type { KubeClient, KubeObject, ObjectRef, ResourceType, WatchEvent } from "../../src/kube/client.ts";
import { KubeTransportError } from "../../src/kube/kube-error.ts";
import type { Gate } from "./gate.ts";

/** The Kubernetes API as one operator process reaches it. */
export function gatedKubeClient(client: KubeClient, gate: Gate): KubeClient {
  const step = <T>(verb: string, type: ResourceType, ref: Partial<ObjectRef>, take: () => Promise<T>) =>
    gate.pass(
      {
        target: "kubernetes",
        name: `${verb} ${type.plural} ${ref.namespace ?? ""}/${ref.name ?? ""}`,
        mutates: !["get", "list"].includes(verb),
      },
      take,
      () => new KubeTransportError("the connection was reset"),
    );
  return {
    get: (type, ref, signal) => step("get", type, ref, () => client.get(type, ref, signal)),
    list: (type, options) => step("list", type, {}, () => client.list(type, options)),
    watch: (type, options) => untilDeath(client.watch(type, options), gate),
    create: (type, namespace, object) =>
      step("create", type, { namespace }, () => client.create(type, namespace, object)),
    replace: (type, ref, object) => step("replace", type, ref, () => client.replace(type, ref, object)),
    patch: (type, ref, patch, options) =>
      step(`patch ${options?.subresource ?? ""}`.trim(), type, ref, () => client.patch(type, ref, patch, options)),
    delete: (type, ref, preconditions) => step("delete", type, ref, () => client.delete(type, ref, preconditions)),
  };
}

/** A planted defect: an operator that does not write down what it is about to do. */
export function forgettingIntents(client: KubeClient): KubeClient {
  return {
    ...bound(client),
    patch: (type, ref, patch, options) => {
      if (patch.type !== "merge" || !isJsonObject(patch.body["status"])) return client.patch(type, ref, patch, options);
      const { intent: _forgotten, ...status } = patch.body["status"];
      return client.patch(type, ref, { type: "merge", body: { ...patch.body, status } }, options);
    },
  };
}

function bound(client: KubeClient): KubeClient {
  return {
    get: (...given) => client.get(...given),
    list: (...given) => client.list(...given),
    watch: (...given) => client.watch(...given),
    create: (...given) => client.create(...given),
    replace: (...given) => client.replace(...given),
    patch: (...given) => client.patch(...given),
    delete: (...given) => client.delete(...given),
  };
}

async function* untilDeath<T extends KubeObject>(
  events: AsyncIterable<WatchEvent<T>>,
  gate: Gate,
): AsyncGenerator<WatchEvent<T>> {
  for await (const event of events) {
    if (gate.dead) await new Promise(() => undefined);
    yield event;
  }
}
