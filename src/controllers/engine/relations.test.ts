import { describe, expect, it } from "vitest";
import type { ManagedResource } from "./managed-resource.ts";
import { managed } from "./testing/managed.ts";
import { type Reference, Relations } from "./relations.ts";

/** Objects of three kinds that may refer to each other; domains can be rivals. */
class Cluster {
  readonly relations = new Relations();
  readonly woken: string[] = [];
  readonly #objects = new Map<string, ManagedResource>();

  constructor() {
    for (const kind of ["Service", "Configuration", "Domain"]) {
      this.relations.register(kind, {
        get: (key) => this.#objects.get(`${kind}/${key}`),
        canBeRivals: kind === "Domain",
        synced: Promise.resolve(),
      });
      this.relations.onWake(kind, (key) => this.woken.push(`${kind}/${key}`));
    }
  }

  put(kind: string, key: string, references: readonly Reference[] = []): ManagedResource {
    const [namespace = "", name = ""] = key.split("/");
    const object = { ...managed({ namespace, name, uid: key }), kind };
    this.#objects.set(`${kind}/${key}`, object);
    this.relations.changed(kind, key, references);
    return object;
  }

  remove(kind: string, key: string): void {
    this.#objects.delete(`${kind}/${key}`);
    this.relations.changed(kind, key, []);
  }
}

const shared = { kind: "Configuration", name: "shared" };

describe("the relations between objects", () => {
  it("tell a user of its target, whichever came first", () => {
    const cluster = new Cluster();
    const service = cluster.put("Service", "shop/a", [shared]);
    expect(cluster.relations.around("Service", service, [shared]).target(shared)).toBeUndefined();
    const target = cluster.put("Configuration", "shop/shared");
    expect(cluster.relations.around("Service", service, [shared]).target(shared)).toBe(target);
    expect(cluster.woken).toContain("Service/shop/a");
  });

  it("tell a target of its users, in the order of their names", () => {
    const cluster = new Cluster();
    const target = cluster.put("Configuration", "shop/shared");
    const second = cluster.put("Service", "shop/b", [shared]);
    const first = cluster.put("Service", "shop/a", [shared]);
    expect(cluster.relations.around("Configuration", target, []).users).toEqual([first, second]);
    expect(cluster.woken).toEqual(["Configuration/shop/shared", "Configuration/shop/shared"]);
  });

  it("never cross a namespace", () => {
    const cluster = new Cluster();
    const target = cluster.put("Configuration", "shop/shared");
    const service = cluster.put("Service", "other/a", [shared]);
    expect(cluster.relations.around("Configuration", target, []).users).toEqual([]);
    expect(cluster.relations.around("Service", service, [shared]).target(shared)).toBeUndefined();
  });

  it.each([
    { title: "is gone", change: (cluster: Cluster) => cluster.remove("Service", "shop/a") },
    { title: "refers to it no more", change: (cluster: Cluster) => void cluster.put("Service", "shop/a") },
  ])("let a target know that a user $title", ({ change }) => {
    const cluster = new Cluster();
    const target = cluster.put("Configuration", "shop/shared");
    cluster.put("Service", "shop/a", [shared]);
    cluster.woken.length = 0;
    change(cluster);
    expect(cluster.woken).toEqual(["Configuration/shop/shared"]);
    expect(cluster.relations.around("Configuration", target, []).users).toEqual([]);
  });

  it("tell rivals of each other, and wake them, and no other users of the same target", () => {
    const cluster = new Cluster();
    const first = cluster.put("Domain", "shop/a", [shared]);
    cluster.put("Service", "shop/b", [shared]);
    const second = cluster.put("Domain", "shop/c", [shared]);
    expect(cluster.woken).toContain("Domain/shop/a");
    expect(cluster.woken).not.toContain("Service/shop/b");
    expect(cluster.relations.around("Domain", second, [shared]).siblings).toEqual([first]);
    cluster.woken.length = 0;
    cluster.remove("Domain", "shop/a");
    expect(cluster.woken).toEqual(["Configuration/shop/shared", "Domain/shop/c"]);
    expect(cluster.relations.around("Domain", second, [shared]).siblings).toEqual([]);
  });

  it("cross namespaces for what is shared", () => {
    const cluster = new Cluster();
    const arn = { kind: "service ARN", name: "arn:aws:apprunner:eu-west-1:1:service/a/b", isShared: true } as const;
    const first = cluster.put("Domain", "shop/a", [arn]);
    const second = cluster.put("Domain", "blog/a", [arn]);
    cluster.put("Domain", "blog/b", [{ ...arn, name: "arn:of:another" }]);
    expect(cluster.relations.around("Domain", second, [arn]).siblings).toEqual([first]);
    expect(cluster.woken).toEqual(["Domain/shop/a"]);
  });

  it("are what they were when they were asked for", () => {
    const cluster = new Cluster();
    const service = cluster.put("Service", "shop/a", [shared]);
    const before = cluster.relations.around("Service", service, [shared]);
    cluster.put("Configuration", "shop/shared");
    expect(before.target(shared)).toBeUndefined();
  });
});
